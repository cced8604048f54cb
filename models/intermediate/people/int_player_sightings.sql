-- One row per player, match and team, and part of the record that names the player there: the line-ups, the goals,
-- the assists, the kicks, the cards.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

sightings as (

    select
        match_id,
        player_id,
        team_id,
        'the line-ups' as place
    from {{ ref('int_appearances_with_rulings') }}
    union all
    select
        match_id,
        scorer_player_id as player_id,
        scorer_team_id as team_id,
        'the goals' as place
    from {{ ref('int_goals_with_rulings') }}
    union all
    select
        match_id,
        assist_player_id as player_id,
        team_id,
        'the assists' as place
    from {{ ref('int_goals_with_rulings') }}
    union all
    select
        match_id,
        second_assist_player_id as player_id,
        team_id,
        'the assists' as place
    from {{ ref('int_goals_with_rulings') }}
    union all
    select
        match_id,
        player_id,
        team_id,
        'the kicks' as place
    from {{ ref('int_shootout_kicks_with_score') }}
    union all
    select
        match_id,
        player_id,
        team_id,
        'the cards' as place
    from {{ ref('int_bookings_with_rulings') }}
    where role = 'player'

)

select distinct
    matches.edition_id,
    sightings.match_id,
    sightings.player_id,
    sightings.team_id,
    sightings.place
from sightings
inner join matches on sightings.match_id = matches.match_id
where sightings.player_id is not null
