-- One row per name that a claim or a ruling is about, with the warehouse's value. The attribute name_en is the primary
-- name in English, other_name_en another one, and sponsor_name one that was paid for, in any language.
with

names as (

    select * from {{ ref('stg_names') }}
    -- a primary name that is no longer in use is not what the warehouse says
    where name_kind != 'primary' or valid_to is null

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

claimed as (

    select * from {{ ref('int_facts_claimed') }}

),

names_by_attribute as (

    select
        *,
        case name_kind
            when 'sponsor' then 'sponsor_name'
            when 'primary' then 'name_' || replace(lower(language), '-', '_')
            when 'other' then 'other_name_' || replace(lower(language), '-', '_')
        end as attribute
    from names

)

select
    claimed.edition_id,
    claimed.subject_type,
    claimed.subject_id,
    claimed.attribute,
    names.name as warehouse_value,
    names.name as recorded_value,
    true as has_cell,
    names.source_ids
from claimed
left join rounds on claimed.subject_id = rounds.round_id
inner join names_by_attribute as names
    on
        claimed.subject_type = names.entity_type
        -- a round's name belongs to its code, in whatever edition
        and coalesce(rounds.round_code, claimed.subject_id) = names.entity_id
        and claimed.attribute = names.attribute
