-- A family rules on a contradiction, and every source that it overrules, by its id, its group or its kind, makes a
-- claim that the family speaks of. Otherwise a name is misspelt, or nothing is left to rule on.
with

families as (

    select * from {{ ref('stg_ruling_families') }}

),

families_by_source as (

    select
        *,
        {{ list_items('overruled_sources') }} as overruled_source
    from families

),

sources as (

    select * from {{ ref('stg_sources') }}

),

covered as (

    select * from {{ ref('int_claims_in_families') }}

),

judged as (

    select * from {{ ref('int_claims_judged') }}

),

claims as (

    select
        covered.ruling_family_id,
        judged.source_id,
        sources.independence_group,
        sources.kind,
        judged.ruling_family_id is not null as is_overruled
    from covered
    inner join judged on covered.claim_id = judged.claim_id
    inner join sources on judged.source_id = sources.source_id

),

overruled as (

    select distinct ruling_family_id
    from claims
    where is_overruled

),

faults as (

    select
        families.ruling_family_id as row_key,
        'family ' || families.ruling_family_id || ' rules on nothing: no claim on ' || families.attributes || ' of a '
        || families.subject_type || ' from ' || families.overruled_sources
        || ' contradicts the warehouse. Delete it, or correct what it names' as message
    from families
    left join overruled on families.ruling_family_id = overruled.ruling_family_id
    where overruled.ruling_family_id is null
    union all
    select
        families_by_source.ruling_family_id as row_key,
        'family ' || families_by_source.ruling_family_id || ' overrules ' || families_by_source.overruled_source
        || ', but it speaks of no claim of a source, a group or a kind of this name. Correct the name, or take it out '
        || 'of overruled_sources' as message
    from families_by_source
    left join claims
        on
            families_by_source.ruling_family_id = claims.ruling_family_id
            and families_by_source.overruled_source in (claims.source_id, claims.independence_group, claims.kind)
    where claims.ruling_family_id is null

)

select * from faults
where not {{ is_waived() }}
