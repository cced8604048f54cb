-- A rule that no source states is borne out by a tie or group. Only a competition of which witnesses are on record is
-- asked for them.
with

rules as (

    select
        'tie' as witness_type,
        tie_rule_id as rule_id,
        competition_id,
        confidence
    from {{ ref('stg_tie_rules') }}
    union all
    select
        'group' as witness_type,
        group_rule_id as rule_id,
        competition_id,
        confidence
    from {{ ref('stg_group_rules') }}

),

witnesses as (

    select distinct
        witness_type,
        rule_id
    from {{ ref('stg_rule_witnesses') }}
    where speaks = 'for'

),

competitions as (

    select distinct rules.competition_id
    from rules
    inner join witnesses on rules.witness_type = witnesses.witness_type and rules.rule_id = witnesses.rule_id

),

faults as (

    select
        rules.rule_id as row_key,
        'rule ' || rules.rule_id || ' is inferred, but nothing speaks for it; name a ' || rules.witness_type
        || ' in rule_witnesses, or correct its confidence' as message
    from rules
    inner join competitions on rules.competition_id = competitions.competition_id
    left join witnesses on rules.witness_type = witnesses.witness_type and rules.rule_id = witnesses.rule_id
    where rules.confidence = 'inferred' and witnesses.rule_id is null

)

select * from faults
where not {{ is_waived() }}
