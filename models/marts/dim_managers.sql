-- One row per manager.
with

managers as (

    select * from {{ ref('int_managers_listed') }}

)

select
    manager_id,
    manager_name,
    nationality,
    nationality_source_ids as source_ids
from managers
