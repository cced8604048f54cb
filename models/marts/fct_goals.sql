-- One row per goal, with the score after it and whether it changed who was going through.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

scores as (

    select * from {{ ref('int_goals_with_score') }}

),

leads as (

    select * from {{ ref('int_tie_leads') }}

)

select
    goals.goal_id,
    goals.match_id,
    scores.edition_id,
    scores.round_id,
    scores.stage_part,
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
    leads.changed_who_was_going_through,
    goals.source_ids,
    goals.remark
from goals
inner join scores on goals.goal_id = scores.goal_id
left join leads on goals.goal_id = leads.goal_id
