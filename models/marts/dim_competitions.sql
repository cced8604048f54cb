-- One row per competition, with its names and how many editions of it are here.
with

competitions as (

    select * from {{ ref('int_competitions_listed') }}

),

editions as (

    select competition_id from {{ ref('int_editions_listed') }}

),

names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'competition' and name_kind = 'primary' and language = 'zh-Hant' and valid_to is null

),

editions_by_competition as (

    select
        competition_id,
        count(*) as edition_count
    from editions
    group by competition_id

)

select
    competitions.competition_id,
    competitions.competition_name,
    names.name as competition_name_zh_hant,
    competitions.organiser,
    cast(coalesce(editions_by_competition.edition_count, 0) as integer) as edition_count,
    competitions.source_ids
from competitions
left join names on competitions.competition_id = names.entity_id
left join editions_by_competition on competitions.competition_id = editions_by_competition.competition_id
