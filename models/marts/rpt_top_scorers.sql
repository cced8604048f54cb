-- One row per player who scored in an edition, or may have, with his rank, his goals and their ranges.
with

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

totals as (

    select * from {{ ref('int_editions_totalled') }}

),

players as (

    select * from {{ ref('dim_players') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

)

select
    scorers.edition_id,
    editions.edition_name,
    scorers.player_id,
    scorers.scorer_rank,
    scorers.rank_best,
    scorers.rank_worst,
    players.player_name,
    scorers.team_id,
    teams.team_name,

    scorers.goals,
    scorers.goals_low,
    scorers.goals_high,
    scorers.penalties,
    scorers.team_goals_without_scorer,
    scorers.rests_on_contested_goal,
    scorers.rests_on_goal_without_scorer,
    totals.edition_goals_with_scorer,
    totals.edition_goals
from scorers
inner join editions on scorers.edition_id = editions.edition_id
inner join totals on scorers.edition_id = totals.edition_id
inner join players on scorers.player_id = players.player_id
left join teams on scorers.team_id = teams.team_id
