-- Each fact with the voices for it and against it, and the claims about it, added up.
with

facts as (

    select * from {{ ref('int_facts_gathered') }}

),

voices as (

    select * from {{ ref('int_fact_voices') }}

),

claims as (

    select * from {{ ref('int_claims_judged') }}

),

voices_by_fact as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(case when side = 'for' then source_id end) as source_count,
        count(distinct case when side = 'for' then independence_group end) as independent_source_count,
        count(distinct case when side = 'against' then independence_group end) as independent_sources_against
    from voices
    group by edition_id, subject_type, subject_id, attribute

),

sources_by_fact as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        {{ dbt.listagg('source_id', "';'", 'order by ' ~ bytewise('source_id')) }} as source_ids
    from voices
    where side = 'for'
    group by edition_id, subject_type, subject_id, attribute

),

claims_by_fact as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(*) as claim_count,
        sum(case when verdict = 'contradicts' then 1 else 0 end) as contradicting_claim_count
    from claims
    group by edition_id, subject_type, subject_id, attribute

)

select
    facts.edition_id,
    facts.subject_type,
    facts.subject_id,
    facts.attribute,

    facts.warehouse_value as fact_value,
    case when facts.ruling_status = 'contested' then facts.other_values end as other_possible_values,
    case
        when facts.warehouse_value is null then 'unknown'
        when facts.ruling_id is not null then 'ruled'
        when facts.recorded_value is not null then 'recorded'
        else 'derived'
    end as fact_basis,
    facts.ruling_id,
    coalesce(facts.ruling_status = 'contested', false) as is_contested,

    cast(coalesce(claims_by_fact.claim_count, 0) as integer) as claim_count,
    cast(coalesce(claims_by_fact.contradicting_claim_count, 0) as integer) as contradicting_claim_count,
    cast(coalesce(voices_by_fact.source_count, 0) as integer) as source_count,
    cast(coalesce(voices_by_fact.independent_source_count, 0) as integer) as independent_source_count,
    cast(coalesce(voices_by_fact.independent_sources_against, 0) as integer) as independent_sources_against,
    sources_by_fact.source_ids
from facts
left join voices_by_fact
    on
        facts.edition_id = voices_by_fact.edition_id
        and facts.subject_type = voices_by_fact.subject_type
        and facts.subject_id = voices_by_fact.subject_id
        and facts.attribute = voices_by_fact.attribute
left join sources_by_fact
    on
        facts.edition_id = sources_by_fact.edition_id
        and facts.subject_type = sources_by_fact.subject_type
        and facts.subject_id = sources_by_fact.subject_id
        and facts.attribute = sources_by_fact.attribute
left join claims_by_fact
    on
        facts.edition_id = claims_by_fact.edition_id
        and facts.subject_type = claims_by_fact.subject_type
        and facts.subject_id = claims_by_fact.subject_id
        and facts.attribute = claims_by_fact.attribute
