with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

scores as (

    select * from {{ ref('int_goals_with_score') }}

),

timeline as (

    select * from {{ ref('fct_tie_timeline') }}

)

select
    goals.goal_id,
    goals.match_id,
    scores.edition_id,
    scores.round_id,
    scores.tie_id,
    scores.leg_number,
    goals.goal_number,

    goals.team_id,
    goals.scorer_player_id,
    goals.scorer_team_id,
    goals.assist_player_id,
    goals.second_assist_player_id,

    goals.minute,
    goals.minute_low,
    goals.minute_high,
    goals.is_stoppage_time,
    goals.stoppage_minute,
    goals.period,

    goals.is_penalty,
    goals.is_own_goal,
    goals.is_contested,
    goals.ruling_id,

    scores.home_goals_after,
    scores.away_goals_after,
    scores.team_1_aggregate_after,
    scores.team_2_aggregate_after,
    timeline.changed_who_was_going_through,
    goals.source_ids,
    goals.remark
from goals
inner join scores on goals.goal_id = scores.goal_id
left join timeline on goals.goal_id = timeline.goal_id
