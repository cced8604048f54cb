-- One row per team, with its names.
with

teams as (

    select * from {{ ref('int_teams_listed') }}

),

names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'team' and name_kind = 'primary' and language = 'zh-Hant' and valid_to is null

)

select
    teams.team_id,
    teams.team_name,
    names.name as team_name_zh_hant,
    teams.association_code,
    teams.source_ids
from teams
left join names on teams.team_id = names.entity_id
