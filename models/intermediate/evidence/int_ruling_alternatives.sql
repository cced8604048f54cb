-- One row per value that a ruling weighed and did not adopt, and per value of a claim that a family speaks of. A family
-- keeps what the warehouse has, so that one of these values may be the same.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

claims_in_families as (

    select * from {{ ref('int_claims_in_families') }}

)

select
    ruling_id,
    cast(null as {{ dbt.type_string() }}) as ruling_family_id,
    edition_id,
    subject_type,
    subject_id,
    attribute,
    status,
    {{ list_items('other_values') }} as other_value
from rulings
union
select
    ruling_id,
    ruling_family_id,
    edition_id,
    subject_type,
    subject_id,
    attribute,
    status,
    parsed_value as other_value
from claims_in_families
