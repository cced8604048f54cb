-- A goal is credited to one of the two teams of the match: the scorer's own, or the other one if it is an own goal.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

faults as (

    select
        goals.goal_id as row_key,
        'goal ' || goals.goal_id || case when goals.is_own_goal then ' (an own goal)' else '' end
        || ' is credited to ' || goals.team_id || ' and scored by a player of ' || goals.scorer_team_id
        || ', but the match was ' || matches.home_team_id || ' against ' || matches.away_team_id as message
    from goals
    inner join matches on goals.match_id = matches.match_id
    where
        goals.team_id not in (matches.home_team_id, matches.away_team_id)
        or goals.scorer_team_id not in (matches.home_team_id, matches.away_team_id)
        or (goals.team_id = goals.scorer_team_id) = goals.is_own_goal

)

select * from faults
where not {{ is_waived() }}
