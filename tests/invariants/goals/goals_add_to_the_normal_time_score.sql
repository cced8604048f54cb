-- The goals of both halves add up to the score after ninety minutes, if the period of every goal is known.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

goals_by_match as (

    select
        matches.match_id,
        count(goals.goal_id) as goal_count,
        count(goals.period) as timed_goal_count,
        sum(
            case
                when
                    goals.period in ('first_half', 'second_half') and goals.team_id = matches.home_team_id
                    then 1
                else 0
            end
        )
            as home_goal_rows,
        sum(
            case
                when
                    goals.period in ('first_half', 'second_half') and goals.team_id = matches.away_team_id
                    then 1
                else 0
            end
        )
            as away_goal_rows
    from matches
    left join goals on matches.match_id = goals.match_id
    group by matches.match_id

),

faults as (

    select
        matches.match_id as row_key,
        'match '
        || matches.match_id
        || ' was '
        || matches.normal_time_home_goals
        || '-'
        || matches.normal_time_away_goals
        || ' after ninety minutes, but its goals until then add up to ' || goals_by_match.home_goal_rows || '-'
        || goals_by_match.away_goal_rows as message
    from matches
    inner join goals_by_match on matches.match_id = goals_by_match.match_id
    where
        matches.has_all_goals
        and goals_by_match.goal_count = goals_by_match.timed_goal_count
        and (
            goals_by_match.home_goal_rows != matches.normal_time_home_goals
            or goals_by_match.away_goal_rows != matches.normal_time_away_goals
        )

)

select * from faults
where not {{ is_waived() }}
