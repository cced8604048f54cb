-- Every name belongs to something that is on record, or to a usual code of a round.
with

names as (

    select
        {{ arrived_from('names') }} as arrived_from,
        {{ typed('entity_type') }} as entity_type,
        {{ typed('entity_id') }} as entity_id,
        {{ typed('language') }} as language,
        {{ typed('name') }} as name
    from {{ raw_rows('names') }}

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
        'round' as entity_type,
        round_code as entity_id
    from {{ ref('stg_round_codes') }}
    union
    select
        'round' as entity_type,
        {{ list_items('round_codes') }} as entity_id
    from {{ ref('stg_tie_rules') }}
    union
    select
        'zone' as entity_type,
        zone as entity_id
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

known as (

    select
        entity_type as looked_for,
        entity_id as value,
        entity_id as spelling
    from things

),

unknown as (

    select
        names.*,
        names.entity_type as looked_for,
        names.entity_id as value
    from names
    left join things on names.entity_type = things.entity_type and names.entity_id = things.entity_id
    where things.entity_id is null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

faults as (

    select
        unknown.entity_id as row_key,
        unknown.entity_type,
        unknown.arrived_from || ', row ' || unknown.entity_type || ' ' || unknown.entity_id || ': '
        || unknown.name || ' (' || unknown.language || ') names the ' || unknown.entity_type || ' ' || unknown.entity_id
        || ', which is not on record'
        || coalesce('; did you mean ' || nearest.nearest || '?', '') as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value

)

select * from faults
where not {{ is_waived() }}
