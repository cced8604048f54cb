-- One row per claimed fact: the one published value to show beside the warehouse's own. If a project document prints
-- one, it is that one, and otherwise that of the first claim.
with

claims as (

    select * from {{ ref('stg_claims') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

rulings as (

    select * from {{ ref('int_rulings_gathered') }}

),

ordered as (

    select
        claims.*,
        row_number() over (
            partition by claims.edition_id, claims.subject_type, claims.subject_id, claims.attribute
            order by case when sources.kind = 'project_document' then 1 else 2 end, {{ bytewise('claims.claim_id') }}
        ) as preference
    from claims
    inner join sources on claims.source_id = sources.source_id
    where claims.parsed_value is not null

)

select
    ordered.claim_id,
    ordered.edition_id,
    ordered.subject_type,
    ordered.attribute,
    ordered.parsed_value,
    rulings.ruling_id
from ordered
left join rulings on {{ same_fact('ordered', 'rulings') }}
where ordered.preference = 1
