-- One row per published statement, with the value of the warehouse beside it and the verdict.
with

claims as (

    select * from {{ ref('int_claims_judged') }}

)

select
    claim_id,
    edition_id,
    source_id,
    stated_in,
    subject_type,
    subject_id,
    attribute,
    value as published_value,
    parsed_value,
    warehouse_value,
    verdict,
    not_comparable_because,
    ruling_id,
    remark
from claims
