-- What a match may have been at the least and at the most: beside the adopted score and attendance,
-- every value that a contested ruling leaves open.
with

matches as (

    select * from {{ ref('int_matches_ruled') }}

),

alternatives as (

    select * from {{ ref('int_rulings_alternatives') }}
    where subject_type = 'match' and status = 'contested'

),

open_values as (

    select
        subject_id as match_id,
        case when attribute = 'score' then cast({{ dbt.split_part('other_value', "'-'", 1) }} as integer) end
            as home_goals,
        case when attribute = 'score' then cast({{ dbt.split_part('other_value', "'-'", 2) }} as integer) end
            as away_goals,
        case when attribute = 'attendance' then {{ typed('other_value', 'integer') }} end as attendance
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
        min(attendance) as attendance_low,
        max(attendance) as attendance_high
    from open_values
    group by match_id

)

select
    matches.match_id,
    least(matches.home_goals, coalesce(open_by_match.home_goals_low, matches.home_goals)) as home_goals_low,
    greatest(matches.home_goals, coalesce(open_by_match.home_goals_high, matches.home_goals)) as home_goals_high,
    least(matches.away_goals, coalesce(open_by_match.away_goals_low, matches.away_goals)) as away_goals_low,
    greatest(matches.away_goals, coalesce(open_by_match.away_goals_high, matches.away_goals)) as away_goals_high,
    least(
        matches.home_goals + matches.away_goals,
        coalesce(open_by_match.goal_count_low, matches.home_goals + matches.away_goals)
    ) as goal_count_low,
    greatest(
        matches.home_goals + matches.away_goals,
        coalesce(open_by_match.goal_count_high, matches.home_goals + matches.away_goals)
    ) as goal_count_high,
    least(matches.attendance, coalesce(open_by_match.attendance_low, matches.attendance)) as attendance_low,
    greatest(matches.attendance, coalesce(open_by_match.attendance_high, matches.attendance)) as attendance_high
from matches
left join open_by_match on matches.match_id = open_by_match.match_id
