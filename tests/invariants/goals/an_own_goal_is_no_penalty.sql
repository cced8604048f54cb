-- Nobody takes a penalty against his own side.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

faults as (

    select
        goal_id as row_key,
        'goal ' || goal_id || ' of match ' || match_id || ' is both an own goal and a penalty; in goals, say no to '
        || 'is_own_goal or to is_penalty' as message
    from goals
    where is_own_goal and is_penalty

)

select * from faults
where not {{ is_waived() }}
