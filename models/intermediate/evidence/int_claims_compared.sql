-- One row per claim, with the warehouse's value of the same fact and the ruling that weighed the claim.
with

claims as (

    select * from {{ ref('stg_claims') }}

),

vocabulary as (

    select * from {{ ref('stg_claim_attributes') }}

),

facts as (

    select * from {{ ref('int_facts_gathered') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}

),

claims_in_families as (

    select * from {{ ref('int_claims_in_families') }}

),

weighed as (

    select
        ruling_id,
        {{ list_items('claim_ids') }} as claim_id
    from rulings

),

values_by_fact as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(distinct parsed_value) as value_count
    from claims
    group by edition_id, subject_type, subject_id, attribute

)

select
    claims.claim_id,
    claims.edition_id,
    claims.source_id,
    claims.stated_in,
    claims.subject_type,
    claims.subject_id,
    claims.attribute,
    claims.value,
    claims.parsed_value,
    claims.remark,
    vocabulary.value_type,
    vocabulary.compared_with,
    facts.warehouse_value,
    -- where the warehouse has no value, sources can still contradict one another
    facts.ruling_id is not null or values_by_fact.value_count > 1 as is_disputed,
    claims_in_families.ruling_family_id,
    case when weighed.claim_id is not null then alternatives.ruling_id else claims_in_families.ruling_id end
        as ruling_id
from claims
left join vocabulary on claims.subject_type = vocabulary.subject_type and claims.attribute = vocabulary.attribute
left join facts on {{ same_fact('claims', 'facts') }}
left join values_by_fact on {{ same_fact('claims', 'values_by_fact') }}
left join weighed on facts.ruling_id = weighed.ruling_id and claims.claim_id = weighed.claim_id
left join alternatives
    on facts.ruling_id = alternatives.ruling_id and claims.parsed_value = alternatives.other_value
left join claims_in_families on claims.claim_id = claims_in_families.claim_id
