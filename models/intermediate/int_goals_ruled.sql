with

goals as (

    select * from {{ ref('stg_goals') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'goal'

),

alternatives as (

    select * from {{ ref('int_rulings_alternatives') }}
    where subject_type = 'goal' and attribute = 'minute'

),

-- every minute that any source prints and no ruling has ruled out
contested_minutes as (

    select
        subject_id as goal_id,
        min(cast(other_value as integer)) as earliest,
        max(cast(other_value as integer)) as latest
    from alternatives
    where status = 'contested'
    group by subject_id

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

),

ruled as (

    select
        goals.*,
        coalesce(rulings_by_goal.scorer_player_id, goals.scorer_player_id) as ruled_scorer_player_id,
        coalesce(rulings_by_goal.goal_number, goals.goal_number) as ruled_goal_number,
        coalesce(rulings_by_goal.minute, goals.minute) as ruled_minute,
        rulings_by_goal.contested_scorer_ruling_id
    from goals
    left join rulings_by_goal on goals.goal_id = rulings_by_goal.goal_id

)

select
    ruled.goal_id,
    ruled.match_id,
    ruled.team_id,
    ruled.scorer_team_id,
    ruled.ruled_scorer_player_id as scorer_player_id,
    ruled.assist_player_id,
    ruled.second_assist_player_id,

    ruled.ruled_goal_number as goal_number,
    ruled.ruled_minute as minute,
    least(ruled.ruled_minute, coalesce(contested_minutes.earliest, ruled.ruled_minute)) as minute_low,
    greatest(ruled.ruled_minute, coalesce(contested_minutes.latest, ruled.ruled_minute)) as minute_high,
    ruled.is_stoppage_time,
    ruled.stoppage_minute,
    ruled.period,

    ruled.is_penalty,
    ruled.is_own_goal,
    ruled.contested_scorer_ruling_id is not null as is_contested,
    ruled.contested_scorer_ruling_id as ruling_id,
    ruled.source_ids
from ruled
left join contested_minutes on ruled.goal_id = contested_minutes.goal_id
