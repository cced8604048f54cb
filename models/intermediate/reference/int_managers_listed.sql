-- One row per manager, whether he has a row of his own or is only mentioned. Without a name he is called by his id.
with

described as (

    select * from {{ ref('stg_managers') }}

),

named as (

    select manager_id from {{ ref('stg_managers') }}
    union
    select home_manager_id from {{ ref('stg_legs') }}
    union
    select away_manager_id from {{ ref('stg_legs') }}

)

select
    named.manager_id,
    coalesce(described.manager_name, named.manager_id) as manager_name,
    described.nationality,
    described.nationality_source_ids
from named
left join described on named.manager_id = described.manager_id
where named.manager_id is not null
