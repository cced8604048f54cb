with

goals as (

    select * from {{ ref('stg_goals') }}

),

matches as (

    select * from {{ ref('stg_legs') }}

),

unnumbered as (

    select match_id
    from goals
    where goal_number is null

),

-- the order of goals in matches of which not every goal has its number
ordered as (

    select
        goal_id,
        row_number() over (
            partition by match_id
            order by minute nulls last, stoppage_minute nulls last, {{ bytewise('goal_id') }}
        ) as place
    from goals
    where match_id in (select unnumbered.match_id from unnumbered)

),

-- what a brought record may leave to be read off the match: the scorer's own side, and the order
completed as (

    select
        goals.goal_id,
        goals.match_id,
        goals.team_id,
        goals.scorer_player_id,
        goals.assist_player_id,
        goals.second_assist_player_id,
        goals.minute,
        coalesce(
            goals.is_stoppage_time,
            -- a minute printed without a plus was not in stoppage time; of no minute nothing is known
            case
                when goals.minute is not null or goals.stoppage_minute is not null
                    then goals.stoppage_minute is not null
            end
        ) as is_stoppage_time,
        goals.stoppage_minute,
        goals.period,
        goals.is_penalty,
        coalesce(goals.is_own_goal, false) as is_own_goal,
        goals.source_ids,
        goals.remark,
        coalesce(
            goals.scorer_team_id,
            case
                when not coalesce(goals.is_own_goal, false) then goals.team_id
                when goals.team_id = matches.home_team_id then matches.away_team_id
                else matches.home_team_id
            end
        ) as scorer_team_id,
        coalesce(goals.goal_number, cast(ordered.place as integer)) as goal_number
    from goals
    left join matches on goals.match_id = matches.match_id
    left join ordered on goals.goal_id = ordered.goal_id

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'goal'

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    where subject_type = 'goal' and attribute = 'minute'

),

-- every minute that any source prints and no ruling has ruled out
contested_minutes as (

    select
        subject_id as goal_id,
        min({{ tried_cast(dbt.split_part('other_value', "'+'", 1), 'integer') }}) as earliest,
        max({{ tried_cast(dbt.split_part('other_value', "'+'", 1), 'integer') }}) as latest
    from alternatives
    where status = 'contested'
    group by subject_id

),

rulings_by_goal as (

    select
        subject_id as goal_id,
        max(case when attribute = 'scorer_player_id' then adopted_value end) as scorer_player_id,
        max(case when attribute = 'assist_player_id' then adopted_value end) as assist_player_id,
        max(case when attribute = 'assist_player_id' then 1 else 0 end) = 1 as is_assist_ruled,
        max(
            case
                when attribute = 'minute'
                    then {{ tried_cast(dbt.split_part('adopted_value', "'+'", 1), 'integer') }}
            end
        ) as minute,
        max(
            case
                when attribute = 'minute'
                    then {{ tried_cast("nullif(" ~ dbt.split_part('adopted_value', "'+'", 2) ~ ", '')", 'integer') }}
            end
        ) as stoppage_minute,
        max(case when attribute = 'minute' and adopted_value like '%+%' then 1 else 0 end) = 1 as is_stoppage_time,
        max(case when attribute = 'goal_number' then {{ tried_cast('adopted_value', 'integer') }} end) as goal_number,
        max(case when attribute = 'scorer_player_id' and status = 'contested' then ruling_id end)
            as contested_scorer_ruling_id
    from rulings
    group by subject_id

),

ruled as (

    select
        completed.*,
        coalesce(rulings_by_goal.scorer_player_id, completed.scorer_player_id) as ruled_scorer_player_id,
        case
            when coalesce(rulings_by_goal.is_assist_ruled, false) then rulings_by_goal.assist_player_id
            else completed.assist_player_id
        end as ruled_assist_player_id,
        coalesce(rulings_by_goal.goal_number, completed.goal_number) as ruled_goal_number,
        coalesce(rulings_by_goal.minute, completed.minute) as ruled_minute,
        case when rulings_by_goal.minute is null then completed.stoppage_minute else rulings_by_goal.stoppage_minute end
            as ruled_stoppage_minute,
        case
            when rulings_by_goal.minute is null then completed.is_stoppage_time else rulings_by_goal.is_stoppage_time
        end as ruled_is_stoppage_time,
        rulings_by_goal.contested_scorer_ruling_id
    from completed
    left join rulings_by_goal on completed.goal_id = rulings_by_goal.goal_id

)

select
    ruled.goal_id,
    ruled.match_id,
    ruled.team_id,
    ruled.scorer_team_id,
    ruled.ruled_scorer_player_id as scorer_player_id,
    ruled.ruled_assist_player_id as assist_player_id,
    ruled.second_assist_player_id,

    ruled.ruled_goal_number as goal_number,
    ruled.ruled_minute as minute,
    least(ruled.ruled_minute, coalesce(contested_minutes.earliest, ruled.ruled_minute)) as minute_low,
    greatest(ruled.ruled_minute, coalesce(contested_minutes.latest, ruled.ruled_minute)) as minute_high,
    ruled.ruled_is_stoppage_time as is_stoppage_time,
    ruled.ruled_stoppage_minute as stoppage_minute,
    ruled.period,

    ruled.is_penalty,
    ruled.is_own_goal,
    ruled.contested_scorer_ruling_id is not null as is_contested,
    ruled.contested_scorer_ruling_id as ruling_id,
    ruled.source_ids,
    ruled.remark
from ruled
left join contested_minutes on ruled.goal_id = contested_minutes.goal_id
