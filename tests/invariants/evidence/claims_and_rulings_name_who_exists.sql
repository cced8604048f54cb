-- A player, team, manager or ground in the value of a claim or a ruling is on record.
with

vocabulary as (

    select * from {{ ref('stg_claim_attributes') }}
    where value_type in ('player', 'team', 'manager', 'venue')

),

stated as (

    {{ stated_values() }}

),

known as (

    {%- for thing in ['player', 'team', 'manager', 'venue'] %}
        select
            '{{ thing }}' as looked_for,
            {{ thing }}_id as value,
            {{ thing }}_id as spelling
        from {{ ref('int_' ~ thing ~ 's_listed') }}
        union all
    {%- endfor %}
    select
        entity_type as looked_for,
        entity_id as value,
        name as spelling
    from {{ ref('stg_names') }}
    where entity_type in ('player', 'team', 'venue')
    union all
    select
        'player' as looked_for,
        player_id as value,
        merged_player_id as spelling
    from {{ ref('stg_player_merges') }}

),

unknown as (

    select
        stated.*,
        vocabulary.value_type as looked_for,
        stated.stated_value as value
    from stated
    inner join vocabulary on stated.subject_type = vocabulary.subject_type and stated.attribute = vocabulary.attribute
    left join known
        on
            vocabulary.value_type = known.looked_for
            and stated.stated_value = known.value
            and known.value = known.spelling
    where stated.stated_value is not null and known.value is null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

faults as (

    select
        -- nothing could be told of a man on no record whom a ruling adopts, so that no exception accepts him
        case when unknown.column_name != 'adopted_value' then unknown.row_key end as row_key,
        unknown.arrived_from || ', row ' || unknown.row_key || ', column ' || unknown.column_name || ': "'
        || unknown.value || '" is not a ' || unknown.looked_for || ' on record; '
        || coalesce('did you mean ' || nearest.nearest || '? Otherwise ', '')
        || 'correct the id, or add it to ' || unknown.looked_for || 's' as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value

)

select * from faults
where not {{ is_waived() }}
