-- Two rules that order groups never cover the same season, round and zone of a competition with equal right. A rule
-- that a group names is no rule for the others.
with

rules as (

    select * from {{ ref('stg_group_rules') }}

),

named_by_one as (

    select distinct group_rule_id
    from {{ ref('stg_groups') }}

),

rules_for_all as (

    select rules.*
    from rules
    left join named_by_one on rules.group_rule_id = named_by_one.group_rule_id
    where named_by_one.group_rule_id is null

),

faults as (

    {{ rules_that_overlap('rules_for_all', 'group_rule_id', 'group rules') }}

)

select * from faults
where not {{ is_waived() }}
