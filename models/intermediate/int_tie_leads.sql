-- Who would have gone through, had the tie ended in this state: by the steps of its rule that look at
-- goals, in their order. Null while those leave it level.
with

states as (

    select * from {{ ref('int_tie_states') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

steps as (

    select * from {{ ref('int_tie_ladders') }}
    where
        is_in_force
        and step in (
            'normal_time', 'aggregate', 'points', 'goal_difference', 'away_goals', 'extra_time', 'golden_goal',
            'silver_goal', 'away_goals_after_extra_time'
        )
        and applies in ('after_normal_time', 'after_extra_time')

),

matches as (

    select * from {{ ref('int_matches_ruled') }}
    where tie_id is not null and match_type in ('leg', 'single')

),

goals as (

    select * from {{ ref('int_goals_ruled') }}

),

-- the goals of each leg up to each state, from the point of view of team 1
goals_so_far as (

    select
        states.tie_id,
        states.state_number,
        matches.match_id,
        matches.leg_number,
        matches.home_team_id = ties.team_1_id as is_team_1_at_home,
        sum(case when goals.team_id = ties.team_1_id and past.state_number is not null then 1 else 0 end)
            as team_1_goals,
        sum(case when goals.team_id = ties.team_2_id and past.state_number is not null then 1 else 0 end)
            as team_2_goals
    from states
    inner join ties on states.tie_id = ties.tie_id
    inner join matches on states.tie_id = matches.tie_id and states.leg_number >= matches.leg_number
    left join goals on matches.match_id = goals.match_id
    left join states as past
        on
            states.tie_id = past.tie_id
            and goals.goal_id = past.goal_id
            and states.state_number >= past.state_number
    group by
        states.tie_id, states.state_number, matches.match_id, matches.leg_number, matches.home_team_id, ties.team_1_id

),

balances as (

    select
        tie_id,
        state_number,
        sum(team_1_goals - team_2_goals) as goal_balance,
        sum(case when is_team_1_at_home then -team_2_goals else team_1_goals end) as away_goal_balance,
        sum(case when team_1_goals > team_2_goals then 1 when team_1_goals < team_2_goals then -1 else 0 end)
            as point_balance
    from goals_so_far
    group by tie_id, state_number

),

balances_by_step as (

    select
        states.tie_id,
        states.state_number,
        steps.step_number,
        case
            when steps.step in ('away_goals', 'away_goals_after_extra_time') then balances.away_goal_balance
            when steps.step = 'points' then balances.point_balance
            else balances.goal_balance
        end as balance
    from states
    inner join balances on states.tie_id = balances.tie_id and states.state_number = balances.state_number
    inner join steps on states.tie_id = steps.tie_id
    where
        -- after extra time has begun, away goals count only where the rule counts those of extra time
        not (steps.step = 'away_goals' and states.from_clock > 90 * states.leg_number)

),

first_steps as (

    select
        tie_id,
        state_number,
        min(step_number) as step_number
    from balances_by_step
    where balance != 0
    group by tie_id, state_number

)

select
    states.tie_id,
    states.edition_id,
    states.state_number,
    states.goal_id,
    states.leg_number,
    states.from_clock,
    states.to_clock,
    states.team_1_aggregate,
    states.team_2_aggregate,
    case
        when balances_by_step.balance > 0 then ties.team_1_id
        when balances_by_step.balance < 0 then ties.team_2_id
    end as going_through_team_id
from states
inner join ties on states.tie_id = ties.tie_id
left join first_steps on states.tie_id = first_steps.tie_id and states.state_number = first_steps.state_number
left join balances_by_step
    on
        first_steps.tie_id = balances_by_step.tie_id
        and first_steps.state_number = balances_by_step.state_number
        and first_steps.step_number = balances_by_step.step_number
