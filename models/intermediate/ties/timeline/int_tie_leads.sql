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

-- the first step of the rule at which the sides were not level
first_steps as (

    select
        states.*,
        ties.team_1_id,
        ties.team_2_id,
        rules.goals_step,
        rules.points_step,
        least(
            case when states.team_1_aggregate != states.team_2_aggregate then rules.goals_step end,
            case when states.leg_balance != 0 then rules.points_step end,
            case
                when states.away_goal_balance = 0 then null
                -- after extra time has begun, away goals count only where the rule counts those of extra time
                when states.from_clock > 90 * states.leg_number then rules.away_goals_after_extra_time_step
                else rules.away_goals_step
            end
        ) as first_step
    from states
    inner join ties on states.tie_id = ties.tie_id
    left join rules on ties.tie_rule_id = rules.ladder_id

),

leads as (

    select
        *,
        case
            when first_step = goals_step then team_1_aggregate - team_2_aggregate
            when first_step = points_step then leg_balance
            when first_step is not null then away_goal_balance
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
