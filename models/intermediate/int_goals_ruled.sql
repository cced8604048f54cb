with

goals as (

    select * from {{ ref('stg_goals') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'goal'

),

rulings_by_goal as (

    select
        subject_id as goal_id,
        max(case when attribute = 'scorer_player_id' then adopted_value end) as scorer_player_id,
        max(case when attribute = 'minute' then cast(adopted_value as integer) end) as minute,
        max(case when attribute = 'goal_number' then cast(adopted_value as integer) end) as goal_number,
        max(case when attribute = 'scorer_player_id' and status = 'contested' then ruling_id end)
            as contested_scorer_ruling_id
    from rulings
    group by subject_id

)

select
    goals.goal_id,
    goals.match_id,
    goals.team_id,
    goals.scorer_team_id,
    coalesce(rulings_by_goal.scorer_player_id, goals.scorer_player_id) as scorer_player_id,
    goals.assist_player_id,
    goals.second_assist_player_id,

    coalesce(rulings_by_goal.goal_number, goals.goal_number) as goal_number,
    coalesce(rulings_by_goal.minute, goals.minute) as minute,
    goals.is_stoppage_time,
    goals.stoppage_minute,
    goals.period,

    goals.is_penalty,
    goals.is_own_goal,
    rulings_by_goal.contested_scorer_ruling_id is not null as is_contested,
    rulings_by_goal.contested_scorer_ruling_id as ruling_id,
    goals.source_ids
from goals
left join rulings_by_goal on goals.goal_id = rulings_by_goal.goal_id
