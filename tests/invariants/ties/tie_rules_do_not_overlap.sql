-- Two rules that decide ties never cover the same season, round, zone and number of matches of a competition with
-- equal right. A rule that a tie names is no rule for the others.
with

rules as (

    select * from {{ ref('stg_tie_rules') }}

),

named_by_one as (

    select distinct tie_rule_id
    from {{ ref('stg_ties') }}

),

rules_for_all as (

    select rules.*
    from rules
    left join named_by_one on rules.tie_rule_id = named_by_one.tie_rule_id
    where named_by_one.tie_rule_id is null

),

faults as (

    {{ rules_that_overlap('rules_for_all', 'tie_rule_id', 'tie rules', also=['matches_per_tie']) }}

)

select * from faults
where not {{ is_waived() }}
