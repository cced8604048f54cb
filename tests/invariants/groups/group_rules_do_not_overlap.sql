-- Two rules that order groups never cover the same season, round and zone of a competition with equal right. A rule
-- that a group names is no rule for the others.
with

rules_for_all as (

    select *
    from {{ ref('stg_group_rules') }}
    where group_rule_id not in (select group_rule_id from {{ ref('stg_groups') }} where group_rule_id is not null)

),

faults as (

    {{ rules_that_overlap('rules_for_all', 'group_rule_id', 'group rules') }}

)

select * from faults
where not {{ is_waived() }}
