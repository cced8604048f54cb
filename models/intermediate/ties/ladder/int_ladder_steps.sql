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

),

steps as (

    select
        *,
        step in ('extra_time', 'golden_goal', 'silver_goal') as is_extra_time
    from ladders

)

select
    ladder_id,
    is_in_force,
    step_number,
    step,
    applies,
    -- what the sides are compared by at this step
    case
        when step in ('normal_time', 'aggregate', 'points', 'away_goals') and applies = 'after_normal_time' then step
        when step = 'goal_difference' and applies in ('after_normal_time', 'in_play_off') then step
        when is_extra_time and applies = 'after_extra_time' then 'extra_time'
        when step = 'away_goals_after_extra_time' and applies = 'after_extra_time' then step
        when is_extra_time and applies = 'in_play_off' then 'play_off_extra_time'
        -- where a ladder does not name the extra time of a play-off, the play-off counts to its end
        when
            step = 'play_off'
            and applies = 'in_play_off'
            and max(case when is_extra_time and applies = 'in_play_off' then 1 else 0 end)
                over (partition by ladder_id, is_in_force)
            = 0
            then 'play_off_to_its_end'
        when step = 'play_off' and applies = 'in_play_off' then step
        when step = 'replay' and applies = 'in_replay' then step
        -- kicks, lots and a better record are what they are, wherever a ladder asks for them; but kicks that were
        -- taken after extra time are not those that a rule set would have had straight away
        when step = 'shootout' and not is_in_force then 'shootout_as_held'
        when step in ('shootout', 'lots', 'better_record') then step
    end as measure
from steps
