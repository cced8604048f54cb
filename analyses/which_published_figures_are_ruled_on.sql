-- Which published figures does the warehouse not adopt, and why?
-- One row per claim that contradicts a fact, with claims about totals of the edition first.
with

claims as (

    select * from fct_claims
    where verdict = 'contradicts'

),

rulings as (

    select * from fct_rulings

),

sources as (

    select * from dim_sources

)

select
    claims.edition_id,
    claims.subject_id,
    claims.attribute,
    claims.source_id,
    sources.title,
    claims.published_value,
    claims.warehouse_value,
    rulings.ruling_status,
    rulings.independent_sources_for,
    rulings.independent_sources_against,
    rulings.reason
from claims
inner join sources on claims.source_id = sources.source_id
left join rulings on claims.ruling_id = rulings.ruling_id
order by
    claims.edition_id,
    case when claims.subject_type = 'edition' then 1 else 2 end,
    claims.subject_id,
    claims.attribute,
    claims.claim_id
