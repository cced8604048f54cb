-- Every ladder there is: the rules that were in force, and the rule sets to try on ties that were played under another.
with

rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

rule_set_steps as (

    select * from {{ ref('stg_rule_set_steps') }}

),

ladders as (

    select
        tie_rule_id as ladder_id,
        true as is_in_force,
        step_number,
        step,
        applies
    from rule_steps
    union all
    select
        rule_set_id as ladder_id,
        false as is_in_force,
        step_number,
        step,
        applies
    from rule_set_steps

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
                over (partition by ladder_id, is_in_force)
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
