-- depends_on: {{ ref('exceptions') }}
-- Nobody plays for both teams of a match: team sheets, goals, kicks and cards agree on the side.
with

matches as (

    select * from {{ ref('int_matches_ruled') }}

),

sightings as (

    select
        match_id,
        player_id,
        team_id,
        'the line-ups' as place
    from {{ ref('int_appearances_ruled') }}
    union all
    select
        match_id,
        scorer_player_id as player_id,
        scorer_team_id as team_id,
        'the goals' as place
    from {{ ref('int_goals_ruled') }}
    union all
    select
        match_id,
        assist_player_id as player_id,
        team_id,
        'the assists' as place
    from {{ ref('int_goals_ruled') }}
    union all
    select
        match_id,
        second_assist_player_id as player_id,
        team_id,
        'the assists' as place
    from {{ ref('int_goals_ruled') }}
    union all
    select
        match_id,
        player_id,
        team_id,
        'the kicks' as place
    from {{ ref('stg_shootout_kicks') }}
    union all
    select
        match_id,
        player_id,
        team_id,
        'the cards' as place
    from {{ ref('int_bookings_ruled') }}

),

known as (

    select * from sightings
    where player_id is not null

),

first_sides as (

    select
        match_id,
        player_id,
        min(team_id) as team_id
    from known
    group by match_id, player_id

)

select
    known.match_id as row_key,
    known.player_id,
    known.player_id || ' stands in ' || known.place || ' of match ' || known.match_id || ' for ' || known.team_id
    || case
        when known.team_id != first_sides.team_id then ' and elsewhere for ' || first_sides.team_id
        else ', who did not play it'
    end as message
from known
inner join first_sides on known.match_id = first_sides.match_id and known.player_id = first_sides.player_id
inner join matches on known.match_id = matches.match_id
where known.team_id != first_sides.team_id or known.team_id not in (matches.home_team_id, matches.away_team_id)
