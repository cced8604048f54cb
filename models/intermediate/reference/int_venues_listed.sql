-- Every venue: those that the record describes, and those that it only names.
with

described as (

    select * from {{ ref('stg_venues') }}

),

named as (

    select venue_id from {{ ref('stg_legs') }}

),

only_named as (

    select distinct named.venue_id
    from named
    left join described on named.venue_id = described.venue_id
    where named.venue_id is not null and described.venue_id is null

)

select
    venue_id,
    coalesce(venue_name, venue_id) as venue_name,
    city,
    country,
    source_ids
from described
union all
select
    venue_id,
    venue_id as venue_name,
    cast(null as {{ dbt.type_string() }}) as city,
    cast(null as {{ dbt.type_string() }}) as country,
    cast(null as {{ dbt.type_string() }}) as source_ids
from only_named
