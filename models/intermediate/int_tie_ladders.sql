-- The ladders that a tie is put on: the rule in force, and every rule set to try that is made for as
-- many matches.
with

tie_rules as (

    select * from {{ ref('int_ties_ruled') }}

),

rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

rule_set_steps as (

    select * from {{ ref('stg_rule_set_steps') }}

),

ladders as (

    select
        tie_rules.tie_id,
        tie_rules.tie_rule_id as ladder_id,
        true as is_in_force,
        rule_steps.step_number,
        rule_steps.step,
        rule_steps.applies
    from tie_rules
    inner join rule_steps on tie_rules.tie_rule_id = rule_steps.tie_rule_id
    union all
    select
        tie_rules.tie_id,
        rule_sets.rule_set_id as ladder_id,
        false as is_in_force,
        rule_set_steps.step_number,
        rule_set_steps.step,
        rule_set_steps.applies
    from tie_rules
    inner join rule_sets on tie_rules.planned_leg_count = rule_sets.matches_per_tie
    inner join rule_set_steps on rule_sets.rule_set_id = rule_set_steps.rule_set_id

)

select
    *,
    -- where a ladder does not name the extra time of a play-off, the play-off counts to its end
    case
        when
            step = 'play_off'
            and max(
                case
                    when applies = 'in_play_off' and step in ('extra_time', 'golden_goal', 'silver_goal') then 1 else 0
                end
            )
                over (partition by tie_id, ladder_id)
            = 0
            then 'play_off_to_its_end'
        when step = 'shootout' and not is_in_force then 'shootout_as_held'
        else step
    end as measure,
    -- kicks, lots and a better record are what they are, wherever the ladder asks for them
    case
        when step in ('lots', 'better_record') or (step = 'shootout' and is_in_force) then 'anywhere'
        else applies
    end as measured_at
from ladders
