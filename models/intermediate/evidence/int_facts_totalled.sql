-- One row per fact, with the number of sources for and against it, and of claims about it.
with

facts as (

    select * from {{ ref('int_facts_gathered') }}

),

rulings as (

    select * from {{ ref('int_rulings_gathered') }}

),

sources as (

    select * from {{ ref('int_fact_sources') }}

),

claims as (

    select * from {{ ref('int_claims_judged') }}

),

sources_for as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(*) as source_count,
        count(distinct independence_group) as independent_source_count,
        {{ dbt.listagg('source_id', "';'", 'order by ' ~ bytewise('source_id')) }} as source_ids
    from sources
    where side = 'for'
    group by edition_id, subject_type, subject_id, attribute

),

sources_against as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(distinct independence_group) as independent_source_count
    from sources
    where side = 'against'
    group by edition_id, subject_type, subject_id, attribute

),

claims_by_fact as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(*) as claim_count,
        count(*) filter (where verdict = 'contradicts') as contradicting_claim_count
    from claims
    group by edition_id, subject_type, subject_id, attribute

)

select
    facts.edition_id,
    facts.subject_type,
    facts.subject_id,
    facts.attribute,

    facts.warehouse_value as fact_value,
    case when rulings.status = 'contested' then rulings.other_values end as other_possible_values,
    case
        when facts.warehouse_value is null then 'unknown'
        when rulings.ruling_id is not null then 'ruled'
        when facts.recorded_value is not null then 'recorded'
        else 'derived'
    end as fact_basis,
    rulings.ruling_id,
    coalesce(rulings.status = 'contested', false) as is_contested,

    cast(coalesce(claims_by_fact.claim_count, 0) as integer) as claim_count,
    cast(coalesce(claims_by_fact.contradicting_claim_count, 0) as integer) as contradicting_claim_count,
    cast(coalesce(sources_for.source_count, 0) as integer) as source_count,
    cast(coalesce(sources_for.independent_source_count, 0) as integer) as independent_source_count,
    cast(coalesce(sources_against.independent_source_count, 0) as integer) as independent_sources_against,
    sources_for.source_ids
from facts
left join rulings on {{ same_fact('facts', 'rulings') }}
left join sources_for on {{ same_fact('facts', 'sources_for') }}
left join sources_against on {{ same_fact('facts', 'sources_against') }}
left join claims_by_fact on {{ same_fact('facts', 'claims_by_fact') }}
