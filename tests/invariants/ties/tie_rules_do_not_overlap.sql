-- Two rules that decide ties never cover the same season, round, zone and number of matches of a competition with
-- equal right. A rule that a tie names is no rule for the others.
with

rules_for_all as (

    select *
    from {{ ref('stg_tie_rules') }}
    where tie_rule_id not in (select tie_rule_id from {{ ref('stg_ties') }} where tie_rule_id is not null)

),

faults as (

    {{ rules_that_overlap('rules_for_all', 'tie_rule_id', 'tie rules', also=['matches_per_tie']) }}

)

select * from faults
where not {{ is_waived() }}
