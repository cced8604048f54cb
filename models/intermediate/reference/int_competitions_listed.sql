-- Every competition: those that the record describes, and those that it only names.
with

described as (

    select * from {{ ref('stg_competitions') }}

),

named as (

    select competition_id from {{ ref('int_editions_listed') }}

),

only_named as (

    select distinct named.competition_id
    from named
    left join described on named.competition_id = described.competition_id
    where named.competition_id is not null and described.competition_id is null

)

select
    competition_id,
    coalesce(competition_name, competition_id) as competition_name,
    organiser,
    source_ids
from described
union all
select
    competition_id,
    competition_id as competition_name,
    cast(null as {{ dbt.type_string() }}) as organiser,
    cast(null as {{ dbt.type_string() }}) as source_ids
from only_named
