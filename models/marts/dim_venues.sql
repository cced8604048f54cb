-- One row per venue.
with

venues as (

    select * from {{ ref('int_venues_listed') }}

)

select
    venue_id,
    venue_name,
    city,
    country,
    source_ids
from venues
