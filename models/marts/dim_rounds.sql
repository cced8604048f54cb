-- One row per round of an edition, with its names, its place among the stages, and how many ties and groups it has.
with

rounds as (

    select * from {{ ref('int_rounds_totalled') }}

),

recorded as (

    select * from {{ ref('stg_rounds') }}

),

title_rounds as (

    select * from {{ ref('int_title_rounds') }}

),

names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round' and name_kind = 'primary' and language = 'zh-Hant' and valid_to is null

)

select
    rounds.round_id,
    rounds.edition_id,
    rounds.zone,
    rounds.round_code,
    rounds.round_name,
    names.name as round_name_zh_hant,
    rounds.round_kind,
    rounds.stage_part,
    rounds.round_order,
    rounds.stage_number,
    rounds.filled_by,
    recorded.feeds,
    recorded.feeds_losers,
    title_rounds.round_id is not null as gives_title,
    rounds.tie_count,
    rounds.group_count,
    rounds.source_ids
from rounds
left join recorded on rounds.round_id = recorded.round_id
left join title_rounds on rounds.round_id = title_rounds.round_id
left join names on rounds.usual_round_code = names.entity_id
