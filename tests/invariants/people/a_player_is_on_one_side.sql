-- Nobody plays for both teams of a match: line-ups, goals, kicks and cards agree on the side.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

sightings as (

    select * from {{ ref('int_player_sightings') }}

),

first_sides as (

    select
        match_id,
        player_id,
        min({{ bytewise('team_id') }}) as team_id
    from sightings
    group by match_id, player_id

),

faults as (

    select
        sightings.match_id as row_key,
        sightings.player_id,
        sightings.player_id || ' is in ' || sightings.place || ' of match ' || sightings.match_id || ' for '
        || sightings.team_id
        || case
            when sightings.team_id != first_sides.team_id then ' and elsewhere for ' || first_sides.team_id
            else ', who did not play in it'
        end as message
    from sightings
    inner join first_sides on sightings.match_id = first_sides.match_id and sightings.player_id = first_sides.player_id
    inner join matches on sightings.match_id = matches.match_id
    where
        sightings.team_id != first_sides.team_id
        or sightings.team_id not in (matches.home_team_id, matches.away_team_id)

)

select * from faults
where not {{ is_waived() }}
