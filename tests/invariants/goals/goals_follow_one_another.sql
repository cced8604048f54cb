-- The goals of a match are numbered from one without a gap, and in the order of their minutes.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

clocked as (

    select
        *,
        case period
            when 'first_half' then 1
            when 'second_half' then 2
            when 'extra_time_first_half' then 3
            when 'extra_time_second_half' then 4
            when 'extra_time_beyond' then 5
        end * 1000 + minute + coalesce(stoppage_minute, 0) as moment
    from goals

),

beside_the_last as (

    select
        *,
        row_number() over (partition by match_id order by goal_number) as place,
        max(moment) over (
            partition by match_id order by goal_number rows between unbounded preceding and 1 preceding
        ) as latest_before
    from clocked

),

faults as (

    select
        goal_id as row_key,
        case
            when place != goal_number
                then
                    'goal '
                    || goal_id
                    || ' is numbered '
                    || goal_number
                    || ' but is goal '
                    || place
                    || ' of its match'
            else
                'goal '
                || goal_id
                || ', number '
                || goal_number
                || ', was scored in minute '
                || minute
                || ', earlier than the goal numbered before it'
        end as message
    from beside_the_last
    where place != goal_number or moment < latest_before

)

select * from faults
where not {{ is_waived() }}
