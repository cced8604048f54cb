-- One row per match, with the ranges of score and attendance: the adopted value and every value that a contested
-- ruling leaves possible.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
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

-- what is open widens what is adopted, and nothing where nothing is
possible as (

    select
        match_id,
        home_goals,
        away_goals,
        attendance as attendance_from,
        attendance as attendance_to
    from matches
    union all
    select
        open_values.match_id,
        case when matches.home_goals is not null then open_values.home_goals end as home_goals,
        case when matches.away_goals is not null then open_values.away_goals end as away_goals,
        case when matches.attendance is not null then open_values.attendance_from end as attendance_from,
        case when matches.attendance is not null then open_values.attendance_to end as attendance_to
    from open_values
    inner join matches on open_values.match_id = matches.match_id

)

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
from possible
group by match_id
