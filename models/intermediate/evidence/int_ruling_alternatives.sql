-- One row per value that a ruling weighed and did not adopt.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

)

select
    ruling_id,
    subject_type,
    subject_id,
    attribute,
    status,
    {{ list_items('other_values') }} as other_value
from rulings
