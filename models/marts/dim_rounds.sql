-- One row per round of an edition, with its names and how many ties it has.
with

rounds as (

    select * from {{ ref('int_rounds_totalled') }}

),

names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round' and name_kind = 'primary' and language = 'zh-Hant' and valid_to is null

)

select
    rounds.round_id,
    rounds.edition_id,
    rounds.round_code,
    rounds.round_name,
    names.name as round_name_zh_hant,
    rounds.round_order,
    rounds.filled_by,
    rounds.tie_count,
    rounds.source_ids
from rounds
left join names on rounds.round_code = names.entity_id
