-- One row per goal, with rulings on scorer, assist, minute and order applied. The scorer's club follows from the
-- scorer, and so does whether it was an own goal.
with

goals as (

    select * from {{ ref('int_goals_completed') }}

),

rulings as (

    select * from {{ ref('int_goal_rulings') }}

),

adopted_scorers as (

    select * from {{ ref('int_goal_candidates') }}
    where is_adopted

)

select
    goals.goal_id,
    goals.match_id,
    goals.team_id,
    coalesce(adopted_scorers.team_id, goals.scorer_team_id) as scorer_team_id,
    coalesce(rulings.scorer_player_id, goals.scorer_player_id) as scorer_player_id,
    case when rulings.is_assist_ruled then rulings.assist_player_id else goals.assist_player_id end
        as assist_player_id,
    goals.second_assist_player_id,

    coalesce(rulings.goal_number, goals.goal_number) as goal_number,
    coalesce(rulings.minute, goals.minute) as minute,
    -- least and greatest pass over nulls
    least(coalesce(rulings.minute, goals.minute), rulings.earliest_minute) as minute_low,
    greatest(coalesce(rulings.minute, goals.minute), rulings.latest_minute) as minute_high,
    case when rulings.minute is null then goals.is_stoppage_time else rulings.printed_minute like '%+%' end
        as is_stoppage_time,
    case when rulings.minute is null then goals.stoppage_minute else rulings.stoppage_minute end as stoppage_minute,
    goals.period,

    -- nobody takes a penalty against his own side
    case when adopted_scorers.is_own_goal and not goals.is_own_goal then false else goals.is_penalty end as is_penalty,
    coalesce(adopted_scorers.is_own_goal, goals.is_own_goal) as is_own_goal,
    rulings.contested_scorer_ruling_id is not null as is_contested,
    rulings.contested_scorer_ruling_id as ruling_id,
    goals.source_ids,
    goals.remark
from goals
left join rulings on goals.goal_id = rulings.goal_id
left join adopted_scorers
    on goals.goal_id = adopted_scorers.goal_id and rulings.scorer_player_id = adopted_scorers.player_id
