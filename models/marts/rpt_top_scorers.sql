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

),

coverage as (

    select * from {{ ref('rpt_coverage') }}

),

counted as (

    select * from {{ ref('int_matches_counted') }}

),

goals_by_edition as (

    select
        coverage.edition_id,
        sum(greatest(coalesce(coverage.goal_count, 0), coverage.goals_on_record)) as goal_count,
        sum(coverage.goals_with_scorer) as goals_with_scorer
    from coverage
    inner join counted on coverage.match_id = counted.match_id
    group by coverage.edition_id

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
    scorers.rank_best < scorers.rank_worst as rests_on_contested_goal,
    cast(goals_by_edition.goals_with_scorer as integer) as edition_goals_with_scorer,
    cast(goals_by_edition.goal_count as integer) as edition_goals
from scorers
inner join editions on scorers.edition_id = editions.edition_id
inner join players on scorers.player_id = players.player_id
left join goals_by_edition on scorers.edition_id = goals_by_edition.edition_id
left join teams on scorers.team_id = teams.team_id
