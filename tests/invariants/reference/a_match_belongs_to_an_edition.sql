-- Every match has a round and an edition, from ties and rounds or from the columns of legs; and every tie, group and
-- entry a round that is on record. Every table needs them, so that no exception accepts one without.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

known as (

    select
        'round' as looked_for,
        round_id as value,
        round_id as spelling
    from rounds

),

placed as (

    select
        'tie ' || tie_id || ' is' as what,
        round_id
    from {{ ref('int_ties_listed') }}
    union all
    select
        'group ' || group_id || ' is' as what,
        round_id
    from {{ ref('stg_groups') }}
    union all
    select
        team_id || ' enters ' || edition_id as what,
        entry_round_id as round_id
    from {{ ref('stg_entries') }}
    where entry_round_id is not null

),

unknown as (

    select
        placed.*,
        'round' as looked_for,
        placed.round_id as value
    from placed
    left join rounds on placed.round_id = rounds.round_id
    where rounds.round_id is null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

faults as (

    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        'match ' || match_id
        || ' belongs to no edition: give its tie a row in ties and its round one in rounds, or fill'
        || ' competition_id, season and round_code in legs' as message
    from matches
    where edition_id is null
    union all
    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        unknown.what || ' in round ' || coalesce(unknown.round_id, '(none)') || ', which is not on record; '
        || coalesce('did you mean ' || nearest.nearest || '? If not, ', '') || 'add it to rounds' as message
    from unknown
    left join nearest on unknown.value = nearest.value

)

select * from faults
where not {{ is_waived() }}
