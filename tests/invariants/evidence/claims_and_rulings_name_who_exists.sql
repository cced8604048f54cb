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

    select
        'player' as value_type,
        player_id as known_id
    from {{ ref('int_players_listed') }}
    union all
    select
        'team' as value_type,
        team_id as known_id
    from {{ ref('int_teams_listed') }}
    union all
    select
        'manager' as value_type,
        manager_id as known_id
    from {{ ref('int_managers_listed') }}
    union all
    select
        'venue' as value_type,
        venue_id as known_id
    from {{ ref('int_venues_listed') }}

),

faults as (

    select
        stated.row_key,
        stated.arrived_from || ', row ' || stated.row_key || ', column ' || stated.column_name || ': "'
        || stated.stated_value
        || '" is not a '
        || vocabulary.value_type
        || ' on record; correct the id, or add it to '
        || vocabulary.value_type || 's' as message
    from stated
    inner join vocabulary on stated.subject_type = vocabulary.subject_type and stated.attribute = vocabulary.attribute
    left join known on vocabulary.value_type = known.value_type and stated.stated_value = known.known_id
    where stated.stated_value is not null and known.known_id is null

)

select * from faults
where not {{ is_waived() }}
