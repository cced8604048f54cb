-- Every step of every ladder, with what the sides are compared by: the rules that were in force, and the rule sets that
-- are tried on ties played under another rule.
with

rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

rule_set_steps as (

    select * from {{ ref('stg_rule_set_steps') }}

),

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}

),

ladders as (

    select
        tie_rule_id as ladder_id,
        true as is_in_force,
        step_number,
        step,
        stage
    from rule_steps
    union all
    select
        rule_set_id as ladder_id,
        false as is_in_force,
        step_number,
        step,
        stage
    from rule_set_steps

),

-- a step that is asked at a stage that is none of its own compares nothing
described as (

    select
        ladders.*,
        case
            when ';' || decision_steps.stages || ';' like '%;' || ladders.stage || ';%' then decision_steps.compares
        end as compares,
        decision_steps.shows_level_before,
        decision_steps.is_in_timeline,
        decision_steps.ends_play
    from ladders
    left join decision_steps on ladders.step = decision_steps.step

),

-- where a ladder does not name the extra time of a play-off, the play-off counts to its end
play_offs_with_extra_time as (

    select distinct
        ladder_id,
        is_in_force
    from described
    where compares = 'goals_after_extra_time' and stage = 'in_play_off'

)

select
    described.ladder_id,
    described.is_in_force,
    described.step_number,
    described.step,
    described.stage,
    case
        when described.compares = 'goals_after_extra_time' and described.stage = 'in_play_off'
            then 'play_off_goals_after_extra_time'
        when described.compares = 'play_off_goals' and play_offs_with_extra_time.ladder_id is null
            then 'all_play_off_goals'
        -- kicks after extra time are not those that a rule set would have had straight away
        when described.compares = 'kicks' and not described.is_in_force then 'kicks_at_this_stage'
        else described.compares
    end as compares,
    described.shows_level_before,
    described.is_in_timeline,
    described.ends_play
from described
left join play_offs_with_extra_time
    on
        described.ladder_id = play_offs_with_extra_time.ladder_id
        and described.is_in_force = play_offs_with_extra_time.is_in_force
