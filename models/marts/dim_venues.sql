with

venues as (

    select * from {{ ref('stg_venues') }}

)

select
    venue_id,
    venue_name,
    city,
    country,
    source_ids
from venues
