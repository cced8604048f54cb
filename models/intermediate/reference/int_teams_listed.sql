-- Every team: those that the record describes, and those that it only names.
with

described as (

    select * from {{ ref('stg_teams') }}

),

named as (

    select home_team_id as team_id from {{ ref('stg_legs') }}
    union
    select away_team_id as team_id from {{ ref('stg_legs') }}
    union
    select team_1_id as team_id from {{ ref('stg_ties') }}
    union
    select team_2_id as team_id from {{ ref('stg_ties') }}
    union
    select team_id from {{ ref('stg_entries') }}
    union
    select champion_team_id as team_id from {{ ref('stg_roll_of_honour') }}

),

only_named as (

    select distinct named.team_id
    from named
    left join described on named.team_id = described.team_id
    where named.team_id is not null and described.team_id is null

)

select
    team_id,
    coalesce(team_name, team_id) as team_name,
    association_code,
    source_ids
from described
union all
select
    team_id,
    team_id as team_name,
    cast(null as {{ dbt.type_string() }}) as association_code,
    cast(null as {{ dbt.type_string() }}) as source_ids
from only_named
