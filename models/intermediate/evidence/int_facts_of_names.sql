-- The names that have been claimed, as the warehouse has them: name_en is the primary name in English,
-- other_name_en another one, sponsor_name the one that was paid for, whatever its language.
with

names as (

    select * from {{ ref('stg_names') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

claimed as (

    select * from {{ ref('int_facts_claimed') }}

),

-- a round's name belongs to its code, in whatever edition
entities as (

    select
        claimed.*,
        coalesce(rounds.round_code, claimed.subject_id) as entity_id
    from claimed
    left join rounds on claimed.subject_id = rounds.round_id

),

named as (

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
    entities.edition_id,
    entities.subject_type,
    entities.subject_id,
    entities.attribute,
    named.name as warehouse_value,
    named.name as recorded_value,
    true as stands_in_a_cell,
    named.source_ids
from entities
inner join named
    on
        entities.subject_type = named.entity_type
        and entities.entity_id = named.entity_id
        and entities.attribute = named.attribute
