-- One row per player in an edition: his matches, minutes, goals and assists in the matches that count.
with

totals as (

    select * from {{ ref('int_players_totalled') }}
    where stage_part = 'proper'

),

teams as (

    select * from {{ ref('int_team_goals_covered') }}
    where stage_part = 'proper'

),

players as (

    select * from {{ ref('dim_players') }}

)

select
    totals.edition_id,
    totals.player_id,
    players.player_name,
    totals.team_id,

    totals.appearances,
    totals.starts,
    totals.timed_appearances,
    totals.minutes_low,
    totals.minutes_high,

    totals.goals,
    totals.goals_low,
    totals.goals_high,
    teams.goals_without_scorer as team_goals_without_scorer,
    totals.known_assists
from totals
inner join players on totals.player_id = players.player_id
left join teams on totals.edition_id = teams.edition_id and totals.team_id = teams.team_id
