-- One row per match: the goals of its score as played, and how many goals are on record, and with what.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

goals_by_match as (

    select
        match_id,
        count(*) as goals_on_record,
        count(scorer_player_id) as goals_with_scorer,
        count(minute) as goals_with_minute,
        max(minute) as last_goal_minute,
        count(assist_player_id) as goals_with_assist
    from goals
    group by match_id

),

totals as (

    select
        matches.match_id,
        matches.played_home_goals + matches.played_away_goals as goal_count,
        cast(coalesce(goals_by_match.goals_on_record, 0) as integer) as goals_on_record,
        cast(coalesce(goals_by_match.goals_with_scorer, 0) as integer) as goals_with_scorer,
        cast(coalesce(goals_by_match.goals_with_minute, 0) as integer) as goals_with_minute,
        cast(coalesce(goals_by_match.goals_with_assist, 0) as integer) as goals_with_assist,
        goals_by_match.last_goal_minute
    from matches
    left join goals_by_match on matches.match_id = goals_by_match.match_id

)

select
    match_id,
    goal_count,
    goals_on_record,
    goals_with_scorer,
    goals_with_minute,
    goals_with_assist,
    last_goal_minute,
    coalesce(goals_on_record = goal_count and goals_on_record = goals_with_minute, false) as can_be_told
from totals
