-- One row per rule and tie or group that speaks for it or against it.
with

witnesses as (

    select * from {{ ref('stg_rule_witnesses') }}

),

ties as (

    select * from {{ ref('fct_ties') }}

),

groups as (

    select * from {{ ref('fct_groups') }}

),

witnesses_of_editions as (

    select
        'tie' as witness_type,
        tie_id as witness_id,
        edition_id
    from ties
    union all
    select
        'group' as witness_type,
        group_id as witness_id,
        edition_id
    from groups

)

select
    witnesses.rule_id,
    witnesses.witness_type,
    witnesses.witness_id,
    witnesses_of_editions.edition_id,
    witnesses.speaks,
    witnesses.source_ids,
    witnesses.remark
from witnesses
inner join witnesses_of_editions
    on
        witnesses.witness_type = witnesses_of_editions.witness_type
        and witnesses.witness_id = witnesses_of_editions.witness_id
