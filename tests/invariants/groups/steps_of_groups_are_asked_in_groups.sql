-- A rule of groups asks its steps in the group, and only steps that can be asked there; a rule of ties asks none
-- there. A rule set is for ties or for groups, and never for both.
with

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

steps as (

    select
        'group rule ' as kind,
        group_rule_id as rule_id,
        step_number,
        step,
        stage,
        true as is_for_groups
    from {{ ref('stg_group_rule_steps') }}
    union all
    select
        'tie rule ' as kind,
        tie_rule_id as rule_id,
        step_number,
        step,
        stage,
        false as is_for_groups
    from {{ ref('stg_tie_rule_steps') }}
    union all
    select
        'rule set ' as kind,
        steps.rule_set_id as rule_id,
        steps.step_number,
        steps.step,
        steps.stage,
        rule_sets.points_for_win is not null as is_for_groups
    from {{ ref('stg_rule_set_steps') }} as steps
    inner join rule_sets on steps.rule_set_id = rule_sets.rule_set_id

),

faults as (

    select
        steps.rule_id as row_key,
        steps.kind || steps.rule_id || ' asks step ' || steps.step_number || ', ' || steps.step || ', at the stage '
        || steps.stage
        || case
            when steps.stage = 'in_group' and not steps.is_for_groups then ', which is for groups'
            when steps.stage != 'in_group' then ', which is for ties; expected in_group'
            else ', where it compares nothing; expected ' || replace(decision_steps.stages, ';', ' or ')
        end as message
    from steps
    inner join decision_steps on steps.step = decision_steps.step
    where
        (steps.stage = 'in_group') != steps.is_for_groups
        or (steps.is_for_groups and ';' || decision_steps.stages || ';' not like '%;in_group;%')

)

select * from faults
where not {{ is_waived() }}
