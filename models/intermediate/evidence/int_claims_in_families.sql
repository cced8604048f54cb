-- One row per claim that a family of rulings speaks of: one on its attribute, from a source that it overrules. A fact
-- with a ruling of its own needs no family.
with

claims as (

    select * from {{ ref('stg_claims') }}
    where parsed_value is not null

),

sources as (

    select * from {{ ref('stg_sources') }}

),

families as (

    select
        ruling_family_id,
        subject_type,
        overruled_sources,
        status,
        {{ list_items('attributes') }} as attribute
    from {{ ref('stg_ruling_families') }}

),

families_by_source as (

    select
        *,
        {{ list_items('overruled_sources') }} as overruled_source
    from families

),

rulings as (

    select * from {{ ref('stg_rulings') }}

),

-- a family names a source by its id, its group or its kind
covered as (

    select distinct
        claims.claim_id,
        claims.edition_id,
        claims.subject_type,
        claims.subject_id,
        claims.attribute,
        claims.parsed_value,
        families.ruling_family_id,
        families.status
    from claims
    inner join sources on claims.source_id = sources.source_id
    inner join families_by_source as families
        on
            claims.subject_type = families.subject_type
            and claims.attribute = families.attribute
            and families.overruled_source in (sources.source_id, sources.independence_group, sources.kind)
    left join rulings on {{ same_fact('claims', 'rulings') }}
    where rulings.ruling_id is null

)

select
    *,
    -- each fact is ruled on by itself, under the name of the family and the first claim
    ruling_family_id || '/' || min({{ bytewise('claim_id') }}) over (
        partition by edition_id, subject_type, subject_id, attribute, ruling_family_id
    ) as ruling_id
from covered
