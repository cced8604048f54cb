-- Every rule has steps, and they are numbered from one without a gap: a gap is a step that somebody has lost.
with

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

tie_rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

group_rules as (

    select * from {{ ref('stg_group_rules') }}

),

group_rule_steps as (

    select * from {{ ref('stg_group_rule_steps') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

rule_set_steps as (

    select * from {{ ref('stg_rule_set_steps') }}

),

steps as (

    select
        'tie_rules' as place,
        tie_rules.tie_rule_id as rule_id,
        tie_rule_steps.step_number
    from tie_rules
    left join tie_rule_steps on tie_rules.tie_rule_id = tie_rule_steps.tie_rule_id
    union all
    select
        'group_rules' as place,
        group_rules.group_rule_id as rule_id,
        group_rule_steps.step_number
    from group_rules
    left join group_rule_steps on group_rules.group_rule_id = group_rule_steps.group_rule_id
    union all
    select
        'rule_sets' as place,
        rule_sets.rule_set_id as rule_id,
        rule_set_steps.step_number
    from rule_sets
    left join rule_set_steps on rule_sets.rule_set_id = rule_set_steps.rule_set_id

),

faults as (

    select
        rule_id as row_key,
        place || ', row ' || rule_id || ': '
        || coalesce(
            'its ' || count(step_number) || ' steps are numbered from ' || min(step_number) || ' to '
            || max(step_number),
            'it has no step'
        ) as message
    from steps
    group by place, rule_id
    having count(step_number) = 0 or min(step_number) != 1 or max(step_number) != count(step_number)

)

select * from faults
where not {{ is_waived() }}
