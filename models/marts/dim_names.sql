-- One row per name of something, by language and kind.
with

names as (

    select * from {{ ref('stg_names') }}

)

select
    entity_type,
    entity_id,
    language,
    name,
    name_kind,
    source_ids
from names
