-- Nobody assists his own goal, and nobody has both assists of a goal.
with

goals as (

    select
        *,
        coalesce(' in minute ' || minute || ' of', ' in') || ' match ' || match_id as at_that_time
    from {{ ref('int_goals_with_rulings') }}

),

faults as (

    select
        goal_id as row_key,
        scorer_player_id as player_id,
        scorer_player_id || ' scored' || at_that_time || ' and has an assist of the same goal (' || goal_id || ')'
            as message
    from goals
    where scorer_player_id in (assist_player_id, second_assist_player_id)
    union all
    select
        goal_id as row_key,
        assist_player_id as player_id,
        assist_player_id || ' assisted' || at_that_time || ' and has the second assist of the same goal (' || goal_id
        || ')' as message
    from goals
    where assist_player_id = second_assist_player_id

)

select * from faults
where not {{ is_waived() }}
