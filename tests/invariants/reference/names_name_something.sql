-- Every name belongs to something that is on record.
with

names as (

    select * from {{ ref('stg_names') }}

),

things as (

    select
        'competition' as entity_type,
        competition_id as entity_id
    from {{ ref('int_competitions_listed') }}
    union
    select
        'edition' as entity_type,
        edition_id as entity_id
    from {{ ref('int_editions_listed') }}
    union
    select
        'round' as entity_type,
        round_code as entity_id
    from {{ ref('int_rounds_listed') }}
    union
    select
        'leg' as entity_type,
        cast(leg_number as {{ dbt.type_string() }}) as entity_id
    from {{ ref('int_legs_placed') }}
    union
    select
        'team' as entity_type,
        team_id as entity_id
    from {{ ref('int_teams_listed') }}
    union
    select
        'zone' as entity_type,
        zone as entity_id
    from {{ ref('stg_entries') }}
    union
    select
        'placing' as entity_type,
        route_placing as entity_id
    from {{ ref('stg_entries') }}
    union
    select
        'player' as entity_type,
        player_id as entity_id
    from {{ ref('int_players_listed') }}
    union
    select
        'venue' as entity_type,
        venue_id as entity_id
    from {{ ref('int_venues_listed') }}

),

faults as (

    select
        names.entity_id as row_key,
        names.entity_type,
        names.name || ' (' || names.language || ') names the ' || names.entity_type || ' ' || names.entity_id
        || ', which is not on record' as message
    from names
    left join things on names.entity_type = things.entity_type and names.entity_id = things.entity_id
    where things.entity_id is null

)

select * from faults
where not {{ is_waived() }}
