-- One row per venue, whether it has a row of its own or is only mentioned. Without a name it is called by its id,
-- unless its town is known.
with

described as (

    select * from {{ ref('stg_venues') }}

),

named as (

    select venue_id from {{ ref('stg_venues') }}
    union
    select venue_id from {{ ref('stg_legs') }}

)

select
    named.venue_id,
    coalesce(described.venue_name, case when described.city is null then named.venue_id end) as venue_name,
    described.city,
    described.country,
    described.source_ids
from named
left join described on named.venue_id = described.venue_id
where named.venue_id is not null
