-- Who would have gone through, had the tie ended in this state: by the steps of its rule that look at
-- goals, in their order. Null while those leave it level.
with

states as (

    select * from {{ ref('int_tie_states') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

ladder_steps as (

    select * from {{ ref('int_ladder_steps') }}
    where is_in_force and applies in ('after_normal_time', 'after_extra_time')

),

-- at which step a rule first looks at goals, at points, at away goals
rules as (

    select
        ladder_id,
        min(case when step = 'points' then step_number end) as points_step,
        min(case when step in ('away_goals', 'away_goals_after_extra_time') then step_number end) as away_goals_step,
        min(case when step = 'away_goals_after_extra_time' then step_number end) as away_goals_after_extra_time_step,
        min(
            case
                when
                    step in ('normal_time', 'aggregate', 'goal_difference', 'extra_time', 'golden_goal', 'silver_goal')
                    then step_number
            end
        ) as goals_step
    from ladder_steps
    group by ladder_id

),

-- each goal from the point of view of team 1
goals as (

    select
        states.*,
        ties.team_1_id,
        ties.team_2_id,
        rules.goals_step,
        rules.points_step,
        -- after extra time has begun, away goals count only where the rule counts those of extra time
        case
            when states.from_clock > 90 * states.leg_number then rules.away_goals_after_extra_time_step
            else rules.away_goals_step
        end as away_goals_step,
        case states.scored_for_team_id when ties.team_1_id then 1 when ties.team_2_id then -1 else 0 end as goal,
        case when states.scored_for_team_id = states.scored_at_team_id then 0 else 1 end as is_away
    from states
    inner join ties on states.tie_id = ties.tie_id
    left join rules on ties.tie_rule_id = rules.ladder_id

),

legs_so_far as (

    select
        *,
        sum(goal) over (
            partition by tie_id, leg_number order by state_number rows unbounded preceding
        ) as leg_balance
    from goals

),

balances as (

    select
        *,
        team_1_aggregate - team_2_aggregate as goal_balance,
        sum(goal * is_away) over tie_so_far as away_goal_balance,
        -- what each goal moved the result of its leg by
        sum(sign(leg_balance) - sign(leg_balance - goal)) over tie_so_far as point_balance
    from legs_so_far
    window tie_so_far as (partition by tie_id order by state_number rows unbounded preceding)

),

first_steps as (

    select
        *,
        least(
            case when goal_balance != 0 then goals_step end,
            case when point_balance != 0 then points_step end,
            case when away_goal_balance != 0 then away_goals_step end
        ) as first_step
    from balances

),

leads as (

    select
        *,
        case first_step
            when goals_step then goal_balance
            when points_step then point_balance
            when away_goals_step then away_goal_balance
        end as lead_of_team_1
    from first_steps

)

select
    tie_id,
    edition_id,
    state_number,
    goal_id,
    leg_number,
    from_clock,
    to_clock,
    team_1_aggregate,
    team_2_aggregate,
    case when lead_of_team_1 > 0 then team_1_id when lead_of_team_1 < 0 then team_2_id end as going_through_team_id
from leads
