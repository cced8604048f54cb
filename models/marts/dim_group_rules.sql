-- One row per rule that orders groups, with its ladder in words and the number of its witnesses.
with

group_rules as (

    select * from {{ ref('stg_group_rules') }}

),

steps as (

    select
        *,
        replace(step, '_', ' ') as words
    from {{ ref('stg_group_rule_steps') }}

),

ladders as (

    select
        group_rule_id,
        {{ dbt.listagg('words', "', then '", 'order by step_number') }} as ladder
    from steps
    group by group_rule_id

),

witnesses as (

    select
        rule_id,
        count(*) filter (where speaks = 'for') as witnesses_for,
        count(*) filter (where speaks = 'against') as witnesses_against
    from {{ ref('stg_rule_witnesses') }}
    where witness_type = 'group'
    group by rule_id

)

select
    group_rules.group_rule_id,
    group_rules.competition_id,
    group_rules.first_season,
    group_rules.last_season,
    group_rules.round_codes,
    group_rules.zones,
    group_rules.points_for_win,
    ladders.ladder,
    group_rules.confidence,
    cast(coalesce(witnesses.witnesses_for, 0) as integer) as witnesses_for,
    cast(coalesce(witnesses.witnesses_against, 0) as integer) as witnesses_against,
    group_rules.source_ids,
    group_rules.remark
from group_rules
left join ladders on group_rules.group_rule_id = ladders.group_rule_id
left join witnesses on group_rules.group_rule_id = witnesses.rule_id
