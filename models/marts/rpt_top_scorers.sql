with

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

),

players as (

    select * from {{ ref('dim_players') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

editions as (

    select * from {{ ref('dim_editions') }}

)

select
    scorers.edition_id,
    editions.edition_name,
    scorers.player_id,
    cast(scorers.scorer_rank as integer) as scorer_rank,
    cast(scorers.rank_best as integer) as rank_best,
    cast(scorers.rank_worst as integer) as rank_worst,
    players.player_name,
    scorers.team_id,
    teams.team_name,

    cast(scorers.goals as integer) as goals,
    cast(scorers.goals_low as integer) as goals_low,
    cast(scorers.goals_high as integer) as goals_high,
    cast(scorers.penalties as integer) as penalties,
    scorers.rank_best < scorers.rank_worst as rests_on_contested_goal
from scorers
inner join editions on scorers.edition_id = editions.edition_id
inner join players on scorers.player_id = players.player_id
left join teams on scorers.team_id = teams.team_id
