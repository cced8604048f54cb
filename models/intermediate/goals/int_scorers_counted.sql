with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}
    where not is_own_goal

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    where subject_type = 'goal' and attribute = 'scorer_player_id' and status = 'contested'

),

-- a contested goal may be taken away from the one who has it, and given to the one who has not
adopted as (

    select
        matches.edition_id,
        goals.scorer_player_id as player_id,
        goals.scorer_team_id as team_id,
        1 as goal_count,
        case when goals.is_contested then 0 else 1 end as goal_count_low,
        1 as goal_count_high,
        case when goals.is_penalty then 1 else 0 end as penalty_count
    from goals
    inner join matches on goals.match_id = matches.match_id
    where goals.scorer_player_id is not null

),

possible as (

    select
        matches.edition_id,
        alternatives.other_value as player_id,
        goals.scorer_team_id as team_id,
        0 as goal_count,
        0 as goal_count_low,
        1 as goal_count_high,
        0 as penalty_count
    from alternatives
    inner join goals on alternatives.subject_id = goals.goal_id
    inner join matches on goals.match_id = matches.match_id

),

all_goals as (

    select * from adopted
    union all
    select * from possible

)

select
    edition_id,
    player_id,
    max({{ bytewise('team_id') }}) as team_id,
    cast(sum(goal_count) as integer) as goals,
    cast(sum(goal_count_low) as integer) as goals_low,
    cast(sum(goal_count_high) as integer) as goals_high,
    cast(sum(penalty_count) as integer) as penalties
from all_goals
group by edition_id, player_id
