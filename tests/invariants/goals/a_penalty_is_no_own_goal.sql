-- A goal from a penalty is not an own goal.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

faults as (

    select
        goal_id as row_key,
        coalesce(scorer_player_id, scorer_team_id) || ' scored' || coalesce(' in minute ' || minute || ' of', ' in')
        || ' match ' || match_id || ' (' || goal_id || ') both from a penalty and as an own goal' as message
    from goals
    where is_penalty and is_own_goal

)

select * from faults
where not {{ is_waived() }}
