-- One row per name of something, by language and kind. A name without a last day is in use.
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
    valid_from,
    valid_to,
    source_ids
from names
