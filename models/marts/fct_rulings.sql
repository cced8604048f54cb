with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

facts as (

    select * from {{ ref('fct_facts') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

-- who says both counts for neither
both_ways as (

    select distinct
        edition_id,
        subject_type,
        subject_id,
        attribute,
        source_id
    from claims
    where verdict = 'agrees'

),

sources as (

    select * from {{ ref('stg_sources') }}

),

-- copies of one text count once on this side too
dissent_by_ruling as (

    select
        claims.ruling_id,
        count(*) as contradicting_claim_count,
        count(
            distinct case
                when both_ways.source_id is null then coalesce(sources.independence_group, claims.source_id)
            end
        ) as independent_sources_against
    from claims
    left join sources on claims.source_id = sources.source_id
    left join both_ways
        on
            claims.edition_id = both_ways.edition_id
            and claims.subject_type = both_ways.subject_type
            and claims.subject_id = both_ways.subject_id
            and claims.attribute = both_ways.attribute
            and claims.source_id = both_ways.source_id
    where claims.verdict = 'contradicts' and claims.ruling_id is not null
    group by claims.ruling_id

)

select
    rulings.ruling_id,
    rulings.edition_id,
    rulings.subject_type,
    rulings.subject_id,
    rulings.attribute,

    rulings.adopted_value,
    rulings.other_values,
    rulings.status as ruling_status,
    rulings.reason,
    rulings.ruled_on,

    rulings.claim_ids,
    cast(coalesce(dissent_by_ruling.contradicting_claim_count, 0) as integer) as contradicting_claim_count,
    facts.independent_source_count as independent_sources_for,
    cast(coalesce(dissent_by_ruling.independent_sources_against, 0) as integer) as independent_sources_against
from rulings
left join facts
    on
        rulings.edition_id = facts.edition_id
        and rulings.subject_type = facts.subject_type
        and rulings.subject_id = facts.subject_id
        and rulings.attribute = facts.attribute
left join dissent_by_ruling on rulings.ruling_id = dissent_by_ruling.ruling_id
