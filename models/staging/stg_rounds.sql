-- One row per round of an edition. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('rounds') }}

),

typed as (

    select
        {{ typed('round_id') }} as round_id,
        {{ typed('edition_id') }} as edition_id,
        {{ typed('zone') }} as zone,
        {{ typed('round_code') }} as round_code,
        {{ typed('round_name') }} as round_name,
        {{ typed('round_kind') }} as round_kind,
        {{ typed('stage_part') }} as stage_part,
        {{ typed('round_order', 'integer') }} as round_order,
        {{ typed('filled_by') }} as filled_by,
        {{ typed('feeds') }} as feeds,
        {{ typed('feeds_losers') }} as feeds_losers,
        {{ typed('gives_title', 'boolean') }} as gives_title,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
