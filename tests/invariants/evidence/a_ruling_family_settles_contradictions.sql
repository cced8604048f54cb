-- Of each source that a family overrules, by its id or its group, some claim contradicts the warehouse under this family.
-- Otherwise the name is misspelt, or nothing is left to rule on.
with

families as (

    select
        *,
        {{ list_items('overruled_sources') }} as overruled_source
    from {{ ref('stg_ruling_families') }}

),

claims as (

    select * from {{ ref('int_claims_judged') }}
    where ruling_family_id is not null

),

sources as (

    select * from {{ ref('stg_sources') }}

),

overruled as (

    select
        claims.ruling_family_id,
        sources.source_id as overruled_source
    from claims
    inner join sources on claims.source_id = sources.source_id
    union
    select
        claims.ruling_family_id,
        sources.independence_group as overruled_source
    from claims
    inner join sources on claims.source_id = sources.source_id

),

faults as (

    select
        families.ruling_family_id as row_key,
        'family ' || families.ruling_family_id || ' overrules ' || families.overruled_source || ' on '
        || families.attribute || ' of a ' || families.subject_type || ', but no claim of a source or a group of this '
        || 'name contradicts the warehouse there. Correct the name, or take it out of overruled_sources' as message
    from families
    left join overruled
        on
            families.ruling_family_id = overruled.ruling_family_id
            and families.overruled_source = overruled.overruled_source
    where overruled.overruled_source is null

)

select * from faults
where not {{ is_waived() }}
