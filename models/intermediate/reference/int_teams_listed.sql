-- One row per team, whether it has a row of its own or is only mentioned. Without a name it is called by its id.
with

described as (

    select * from {{ ref('stg_teams') }}

),

named as (

    select team_id from {{ ref('stg_teams') }}
    union
    select home_team_id from {{ ref('stg_legs') }}
    union
    select away_team_id from {{ ref('stg_legs') }}
    union
    select team_1_id from {{ ref('stg_ties') }}
    union
    select team_2_id from {{ ref('stg_ties') }}
    union
    select team_id from {{ ref('stg_entries') }}
    union
    select team_id from {{ ref('stg_group_results') }}
    union
    select champion_team_id from {{ ref('stg_roll_of_honour') }}

)

select
    named.team_id,
    coalesce(described.team_name, named.team_id) as team_name,
    described.association_code,
    described.source_ids
from named
left join described on named.team_id = described.team_id
where named.team_id is not null
