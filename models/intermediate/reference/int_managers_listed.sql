-- Every manager: those that the record describes, and those that it only names.
with

described as (

    select * from {{ ref('stg_managers') }}

),

named as (

    select home_manager_id as manager_id from {{ ref('stg_legs') }}
    union
    select away_manager_id as manager_id from {{ ref('stg_legs') }}

),

only_named as (

    select distinct named.manager_id
    from named
    left join described on named.manager_id = described.manager_id
    where named.manager_id is not null and described.manager_id is null

)

select
    manager_id,
    coalesce(manager_name, manager_id) as manager_name,
    nationality,
    nationality_source_ids
from described
union all
select
    manager_id,
    manager_id as manager_name,
    cast(null as {{ dbt.type_string() }}) as nationality,
    cast(null as {{ dbt.type_string() }}) as nationality_source_ids
from only_named
