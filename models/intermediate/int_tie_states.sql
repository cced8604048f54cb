-- The states of a tie between its goals, in order, for ties in which every goal is on record with its
-- minute: from which minute to which, and how the tie stood. Minutes run on over the legs: minute 10
-- of the second leg is 100, and extra time follows 180.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

matches as (

    select * from {{ ref('int_matches_ruled') }}
    where tie_id is not null and match_type in ('leg', 'single')

),

goals as (

    select * from {{ ref('int_goals_ruled') }}

),

scores as (

    select * from {{ ref('int_goals_scored') }}

),

goals_by_match as (

    select
        match_id,
        count(*) as goal_count,
        count(minute) as timed_goal_count
    from goals
    group by match_id

),

-- each leg with the minute at which it begins and ends on the clock of the tie
legs as (

    select
        matches.tie_id,
        matches.match_id,
        matches.leg_number,
        matches.home_team_id,
        matches.is_awarded,
        90 * (matches.leg_number - 1) as clock_at_start,
        90 * (matches.leg_number - 1) + case when matches.went_to_extra_time then 120 else 90 end as clock_at_end,
        coalesce(goals_by_match.goal_count, 0) = matches.played_home_goals + matches.played_away_goals
        and coalesce(goals_by_match.goal_count, 0) = coalesce(goals_by_match.timed_goal_count, 0)
        and not matches.is_awarded as is_told
    from matches
    left join goals_by_match on matches.match_id = goals_by_match.match_id

),

told_ties as (

    select
        ties.tie_id,
        ties.edition_id,
        ties.decided_by,
        max(legs.clock_at_end) as clock_at_end
    from ties
    inner join legs on ties.tie_id = legs.tie_id
    group by ties.tie_id, ties.edition_id, ties.decided_by, ties.base_leg_count, ties.planned_leg_count
    having
        ties.base_leg_count = ties.planned_leg_count
        and sum(case when legs.is_told then 1 else 0 end) = count(*)

),

beginnings as (

    select
        told_ties.tie_id,
        told_ties.edition_id,
        told_ties.clock_at_end,
        told_ties.decided_by,
        cast(null as {{ dbt.type_string() }}) as goal_id,
        cast(null as {{ dbt.type_string() }}) as scored_for_team_id,
        cast(null as {{ dbt.type_string() }}) as scored_at_team_id,
        1 as leg_number,
        0 as goal_number,
        0 as from_clock,
        0 as team_1_aggregate,
        0 as team_2_aggregate
    from told_ties

),

goal_states as (

    select
        told_ties.tie_id,
        told_ties.edition_id,
        told_ties.clock_at_end,
        told_ties.decided_by,
        goals.goal_id,
        goals.team_id as scored_for_team_id,
        legs.home_team_id as scored_at_team_id,
        legs.leg_number,
        goals.goal_number,
        legs.clock_at_start + goals.minute as from_clock,
        scores.team_1_aggregate_after as team_1_aggregate,
        scores.team_2_aggregate_after as team_2_aggregate
    from told_ties
    inner join legs on told_ties.tie_id = legs.tie_id
    inner join goals on legs.match_id = goals.match_id
    inner join scores on goals.goal_id = scores.goal_id

),

states as (

    select * from beginnings
    union all
    select * from goal_states

)

select
    tie_id,
    edition_id,
    row_number() over (partition by tie_id order by leg_number nulls last, goal_number nulls first) - 1 as state_number,
    goal_id,
    scored_for_team_id,
    scored_at_team_id,
    leg_number,
    from_clock,
    coalesce(
        lead(from_clock) over (partition by tie_id order by leg_number nulls last, goal_number nulls first),
        -- a golden goal is the end
        case when decided_by = 'golden_goal' then from_clock else clock_at_end end
    ) as to_clock,
    team_1_aggregate,
    team_2_aggregate
from states
