-- What a match may have been at the least and at the most: beside the adopted score and attendance,
-- every value that a contested ruling leaves open.
with

matches as (

    select
        match_id,
        home_goals,
        away_goals,
        home_goals + away_goals as goal_count,
        attendance
    from {{ ref('int_matches_ruled') }}

),

alternatives as (

    select * from {{ ref('int_rulings_alternatives') }}
    where subject_type = 'match' and status = 'contested'

),

-- an open value may itself be a range, low..high
open_values as (

    select
        subject_id as match_id,
        case when attribute = 'score' then {{ tried_cast(dbt.split_part('other_value', "'-'", 1), 'integer') }} end
            as home_goals,
        case when attribute = 'score' then {{ tried_cast(dbt.split_part('other_value', "'-'", 2), 'integer') }} end
            as away_goals,
        case
            when attribute = 'attendance' then {{ tried_cast(dbt.split_part('other_value', "'..'", 1), 'integer') }}
        end as attendance_from,
        case
            when attribute = 'attendance' and other_value like '%..%'
                then {{ tried_cast(dbt.split_part('other_value', "'..'", 2), 'integer') }}
            when attribute = 'attendance' then {{ tried_cast('other_value', 'integer') }}
        end as attendance_to
    from alternatives

),

open_by_match as (

    select
        match_id,
        min(home_goals) as home_goals_low,
        max(home_goals) as home_goals_high,
        min(away_goals) as away_goals_low,
        max(away_goals) as away_goals_high,
        min(home_goals + away_goals) as goal_count_low,
        max(home_goals + away_goals) as goal_count_high,
        min(attendance_from) as attendance_low,
        max(attendance_to) as attendance_high
    from open_values
    group by match_id

)

select
    matches.match_id,
    case
        when matches.home_goals is not null
            then least(matches.home_goals, coalesce(open_by_match.home_goals_low, matches.home_goals))
    end as home_goals_low,
    case
        when matches.home_goals is not null
            then greatest(matches.home_goals, coalesce(open_by_match.home_goals_high, matches.home_goals))
    end as home_goals_high,
    case
        when matches.away_goals is not null
            then least(matches.away_goals, coalesce(open_by_match.away_goals_low, matches.away_goals))
    end as away_goals_low,
    case
        when matches.away_goals is not null
            then greatest(matches.away_goals, coalesce(open_by_match.away_goals_high, matches.away_goals))
    end as away_goals_high,
    case
        when matches.goal_count is not null
            then least(matches.goal_count, coalesce(open_by_match.goal_count_low, matches.goal_count))
    end as goal_count_low,
    case
        when matches.goal_count is not null
            then greatest(matches.goal_count, coalesce(open_by_match.goal_count_high, matches.goal_count))
    end as goal_count_high,
    case
        when matches.attendance is not null
            then least(matches.attendance, coalesce(open_by_match.attendance_low, matches.attendance))
    end as attendance_low,
    case
        when matches.attendance is not null
            then greatest(matches.attendance, coalesce(open_by_match.attendance_high, matches.attendance))
    end as attendance_high
from matches
left join open_by_match on matches.match_id = open_by_match.match_id
