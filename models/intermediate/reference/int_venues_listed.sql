-- Every venue: those that the record describes, and those that it only names, whose id is then their name.
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
    coalesce(described.venue_name, named.venue_id) as venue_name,
    described.city,
    described.country,
    described.source_ids
from named
left join described on named.venue_id = described.venue_id
where named.venue_id is not null
