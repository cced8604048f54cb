-- One row per goal on record, with each player under the id of the man who he is. The scorer's team, the order of goals
-- and whether one fell in stoppage time are filled in where the record leaves them out and they follow from the rest.
with

goals as (

    select * from {{ ref('stg_goals') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

-- matches in which a goal has no number
left_open as (

    select match_id
    from goals
    where goal_number is null

),

numbered as (

    select
        goal_id,
        row_number() over (
            partition by match_id
            order by
                minute nulls last,
                -- 45 comes before 45+1, and both before 45+ of which no more is known
                case when is_stoppage_time or stoppage_minute is not null then 2 else 1 end,
                stoppage_minute nulls last,
                {{ bytewise('goal_id') }}
        ) as place_in_match
    from goals
    where match_id in (select left_open.match_id from left_open)

)

select
    goals.goal_id,
    goals.match_id,
    goals.team_id,
    coalesce(
        goals.scorer_team_id,
        case
            when goals.is_own_goal is not true then goals.team_id
            when goals.team_id = legs.home_team_id then legs.away_team_id
            else legs.home_team_id
        end
    ) as scorer_team_id,
    coalesce(scorers.player_id, goals.scorer_player_id) as scorer_player_id,
    coalesce(assistants.player_id, goals.assist_player_id) as assist_player_id,
    coalesce(second_assistants.player_id, goals.second_assist_player_id) as second_assist_player_id,

    coalesce(goals.goal_number, cast(numbered.place_in_match as integer)) as goal_number,
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
    coalesce(goals.period, case when goals.minute > 120 then 'extra_time_beyond' end) as period,

    goals.is_penalty,
    coalesce(goals.is_own_goal, false) as is_own_goal,
    goals.source_ids,
    goals.remark
from goals
left join legs on goals.match_id = legs.match_id
left join numbered on goals.goal_id = numbered.goal_id
left join merged as scorers on goals.scorer_player_id = scorers.merged_player_id
left join merged as assistants on goals.assist_player_id = assistants.merged_player_id
left join merged as second_assistants on goals.second_assist_player_id = second_assistants.merged_player_id
