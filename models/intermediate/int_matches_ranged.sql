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
    {%- for value, bound in [
        ('home_goals', 'home_goals'),
        ('away_goals', 'away_goals'),
        ('home_goals + matches.away_goals', 'goal_count'),
        ('attendance', 'attendance'),
    ] %}
    case
        when matches.{{ value }} is not null
            then least(matches.{{ value }}, coalesce(open_by_match.{{ bound }}_low, matches.{{ value }}))
    end as {{ bound }}_low,
    case
        when matches.{{ value }} is not null
            then greatest(matches.{{ value }}, coalesce(open_by_match.{{ bound }}_high, matches.{{ value }}))
    end as {{ bound }}_high{{ ',' if not loop.last }}
    {%- endfor %}
from matches
left join open_by_match on matches.match_id = open_by_match.match_id
