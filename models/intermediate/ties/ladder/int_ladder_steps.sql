-- One row per step of every ladder of a tie, of rules in force and of rule sets, with what it compares. Steps that are
-- asked in a group belong to ladders of groups.
with

rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}
    where coalesce(stage, '') != 'in_group'

),

rule_set_steps as (

    select * from {{ ref('stg_rule_set_steps') }}
    where coalesce(stage, '') != 'in_group'

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

-- a step at a stage where it cannot be asked compares nothing
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

-- if a ladder does not name the extra time of a play-off, the play-off counts in full
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
        -- kicks taken after extra time cannot stand for kicks that a rule set has after ninety minutes
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
