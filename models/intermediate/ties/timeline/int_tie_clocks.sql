-- The legs of every tie that can be followed goal by goal: all legs are played, and every goal is on record with its
-- minute. Minutes run on over the legs: minute 10 of the second leg is 100, and extra time follows 180.
with

played as (

    select * from {{ ref('int_ties_played') }}
    where has_all_legs

),

matches as (

    select * from {{ ref('int_tie_matches') }}
    where match_type in ('leg', 'single')

),

totals as (

    select * from {{ ref('int_matches_totalled') }}

),

legs as (

    select
        matches.tie_id,
        matches.match_id,
        matches.leg_number,
        matches.is_team_1_home,
        90 * (matches.leg_number - 1) as clock_at_start,
        max(
            90 * (matches.leg_number - 1)
            + greatest(case when matches.went_to_extra_time then 120 else 90 end, totals.last_goal_minute)
        ) over (partition by matches.tie_id) as clock_at_end,
        bool_and(totals.can_be_told and not matches.is_awarded) over (partition by matches.tie_id) as is_complete
    from played
    inner join matches on played.tie_id = matches.tie_id
    inner join totals on matches.match_id = totals.match_id

)

select
    match_id,
    tie_id,
    leg_number,
    is_team_1_home,
    clock_at_start,
    clock_at_end
from legs
where is_complete
