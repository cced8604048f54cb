-- One row per fact that a source, a claim or a ruling supports, with how many sources are for it and against it.
with

facts as (

    select * from {{ ref('int_facts_totalled') }}

)

select
    edition_id,
    subject_type,
    subject_id,
    attribute,

    fact_value,
    other_possible_values,
    fact_basis,
    ruling_id,
    is_contested,

    claim_count,
    contradicting_claim_count,
    source_count,
    independent_source_count,
    independent_sources_against,
    source_ids
from facts
