-- One row per name of a thing, in one language and of one kind. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('names') }}

),

typed as (

    select
        {{ typed('entity_type') }} as entity_type,
        {{ typed('entity_id') }} as entity_id,
        {{ typed('language') }} as language,
        {{ typed('name') }} as name,
        {{ typed('name_kind') }} as name_kind,
        {{ typed('valid_from', 'date') }} as valid_from,
        {{ typed('valid_to', 'date') }} as valid_to,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
