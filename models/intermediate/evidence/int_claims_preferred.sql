-- The one published figure per subject that stands beside the warehouse's own: what a project
-- document prints if one does, else the first source that prints any.
with

claims as (

    select * from {{ ref('stg_claims') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}

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
    ordered.subject_id,
    ordered.attribute,
    ordered.value as published_value,
    ordered.parsed_value,
    rulings.ruling_id
from ordered
left join rulings
    on
        ordered.edition_id = rulings.edition_id
        and ordered.subject_type = rulings.subject_type
        and ordered.subject_id = rulings.subject_id
        and ordered.attribute = rulings.attribute
where ordered.preference = 1
