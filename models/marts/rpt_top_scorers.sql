with

scorers as (

    select * from {{ ref('int_scorers_counted') }}

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
    cast(rank() over (partition by scorers.edition_id order by scorers.goals desc) as integer) as scorer_rank,
    players.player_name,
    scorers.team_id,
    teams.team_name,

    cast(scorers.goals as integer) as goals,
    cast(scorers.goals_low as integer) as goals_low,
    cast(scorers.goals_high as integer) as goals_high,
    cast(scorers.penalties as integer) as penalties,
    scorers.goals_low < scorers.goals_high as rests_on_contested_goal
from scorers
inner join editions on scorers.edition_id = editions.edition_id
inner join players on scorers.player_id = players.player_id
left join teams on scorers.team_id = teams.team_id
where scorers.goals_high > 0
