-- One row per round of an edition. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('rounds') }}

),

typed as (

    select
        {{ typed('round_id') }} as round_id,
        {{ typed('edition_id') }} as edition_id,
        {{ typed('round_code') }} as round_code,
        {{ typed('round_name') }} as round_name,
        {{ typed('round_order', 'integer') }} as round_order,
        {{ typed('filled_by') }} as filled_by,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
