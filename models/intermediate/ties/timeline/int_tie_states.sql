-- The states of a tie between its goals, in order, for ties in which every goal is on record with its
-- minute: from which minute to which, and how the tie stood. Minutes run on over the legs: minute 10
-- of the second leg is 100, and extra time follows 180.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}
    where tie_id is not null and match_type in ('leg', 'single')

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

scores as (

    select * from {{ ref('int_goals_with_score') }}

),

totals as (

    select * from {{ ref('int_matches_totalled') }}

),

-- each leg with the minute at which it begins and ends on the clock of the tie
legs as (

    select
        matches.tie_id,
        matches.match_id,
        matches.leg_number,
        matches.home_team_id,
        90 * (matches.leg_number - 1) as clock_at_start,
        90 * (matches.leg_number - 1) + case when matches.went_to_extra_time then 120 else 90 end as clock_at_end,
        totals.can_be_told and not matches.is_awarded as is_told
    from matches
    inner join totals on matches.match_id = totals.match_id

),

legs_by_tie as (

    select
        tie_id,
        count(*) as leg_count,
        sum(case when is_told then 1 else 0 end) as told_leg_count,
        max(clock_at_end) as clock_at_end
    from legs
    group by tie_id

),

told_ties as (

    select
        ties.tie_id,
        ties.edition_id,
        ties.team_1_id,
        ties.team_2_id,
        ties.decided_by,
        legs_by_tie.clock_at_end
    from ties
    inner join legs_by_tie on ties.tie_id = legs_by_tie.tie_id
    where
        ties.base_leg_count = ties.planned_leg_count
        and legs_by_tie.told_leg_count = legs_by_tie.leg_count

),

beginnings as (

    select
        tie_id,
        edition_id,
        clock_at_end,
        decided_by,
        cast(null as {{ dbt.type_string() }}) as goal_id,
        1 as leg_number,
        0 as goal_number,
        0 as from_clock,
        0 as goal,
        0 as is_away,
        0 as leg_lead,
        0 as team_1_aggregate,
        0 as team_2_aggregate
    from told_ties

),

-- each goal, and the score after it, from the point of view of team 1
goal_states as (

    select
        told_ties.tie_id,
        told_ties.edition_id,
        told_ties.clock_at_end,
        told_ties.decided_by,
        goals.goal_id,
        legs.leg_number,
        goals.goal_number,
        legs.clock_at_start + goals.minute as from_clock,
        case goals.team_id when told_ties.team_1_id then 1 when told_ties.team_2_id then -1 else 0 end as goal,
        case when goals.team_id = legs.home_team_id then 0 else 1 end as is_away,
        scores.team_1_leg_lead_after as leg_lead,
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
    row_number() over tie_in_order - 1 as state_number,
    goal_id,
    leg_number,
    from_clock,
    coalesce(
        lead(from_clock) over tie_in_order,
        -- a golden goal is the end
        case when decided_by = 'golden_goal' then from_clock else clock_at_end end
    ) as to_clock,
    team_1_aggregate,
    team_2_aggregate,
    cast(sum(goal * is_away) over tie_so_far as integer) as away_goal_balance,
    -- what each goal moved the result of its leg by
    cast(sum(sign(leg_lead) - sign(leg_lead - goal)) over tie_so_far as integer) as leg_balance
from states
window
    tie_in_order as (partition by tie_id order by leg_number nulls last, goal_number nulls first),
    tie_so_far as (
        partition by tie_id order by leg_number nulls last, goal_number nulls first rows unbounded preceding
    )
