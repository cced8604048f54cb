with

managers as (

    select * from {{ ref('stg_managers') }}

)

select
    manager_id,
    manager_name,
    nationality,
    nationality_source_ids as source_ids
from managers
