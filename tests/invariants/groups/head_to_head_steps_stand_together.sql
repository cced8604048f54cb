-- The steps head to head of a ladder stand together: they are applied as one run, and again to those whom it leaves
-- level.
with

steps as (

    select
        group_rule_id as rule_id,
        'group rule ' as kind,
        step_number,
        step
    from {{ ref('stg_group_rule_steps') }}
    union all
    select
        rule_set_id as rule_id,
        'rule set ' as kind,
        step_number,
        step
    from {{ ref('stg_rule_set_steps') }}

),

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}
    where compares like 'head!_to!_head!_%' escape '!'

),

faults as (

    select
        steps.rule_id as row_key,
        steps.kind || steps.rule_id || ' has its steps head to head at ' || min(steps.step_number) || ' to '
        || max(steps.step_number) || ', and others between: put them together' as message
    from steps
    inner join decision_steps on steps.step = decision_steps.step
    group by steps.kind, steps.rule_id
    having max(steps.step_number) - min(steps.step_number) >= count(*)

)

select * from faults
where not {{ is_waived() }}
