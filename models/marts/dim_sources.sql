-- One row per source, with the number of claims it makes.
with

sources as (

    select * from {{ ref('stg_sources') }}

),

claims as (

    select source_id from {{ ref('stg_claims') }}

),

claims_by_source as (

    select
        source_id,
        count(*) as claim_count
    from claims
    group by source_id

)

select
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.authors,
    sources.acknowledgement,
    sources.address,
    sources.published,
    sources.kind,
    sources.independence_group,
    sources.lineups_copied_from,
    cast(coalesce(claims_by_source.claim_count, 0) as integer) as claim_count,
    sources.remark
from sources
left join claims_by_source on sources.source_id = claims_by_source.source_id
