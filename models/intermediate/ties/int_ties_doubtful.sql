-- Ties that a fault in the record makes doubtful. An exception names a tie, a match, a goal or a kick;
-- each leads to its tie, and to the match itself where it belongs to none.
with

exceptions as (

    select * from {{ ref('stg_exceptions') }}
    where effect = 'doubtful'

),

legs as (

    select * from {{ ref('int_legs_placed') }}

),

goals as (

    select * from {{ ref('stg_goals') }}

),

kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

paths as (

    select
        tie_id as row_key,
        tie_id,
        cast(null as {{ dbt.type_string() }}) as match_id
    from ties
    union all
    select
        match_id as row_key,
        tie_id,
        match_id
    from legs
    union all
    select
        goals.goal_id as row_key,
        legs.tie_id,
        legs.match_id
    from goals
    inner join legs on goals.match_id = legs.match_id
    union all
    select
        kicks.kick_id as row_key,
        legs.tie_id,
        legs.match_id
    from kicks
    inner join legs on kicks.match_id = legs.match_id

)

select
    coalesce(paths.tie_id, paths.match_id) as doubtful_id,
    max({{ bytewise('exceptions.reason') }}) as doubt
from exceptions
inner join paths on exceptions.row_key = paths.row_key
group by coalesce(paths.tie_id, paths.match_id)
