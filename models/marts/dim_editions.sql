-- One row per edition, with its names and its number among the completed editions.
with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'edition' and name_kind = 'primary' and language = 'zh-Hant' and valid_to is null

),

titles as (

    select distinct
        competition_id,
        season,
        edition_number
    from {{ ref('int_titles_numbered') }}

)

select
    editions.edition_id,
    editions.competition_id,
    editions.season,
    editions.edition_name,
    names.name as edition_name_zh_hant,
    cast(titles.edition_number as integer) as edition_number,
    editions.source_ids
from editions
left join names on editions.edition_id = names.entity_id
left join titles on editions.competition_id = titles.competition_id and editions.season = titles.season
