-- One row per usual code of a round. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('round_codes') }}

),

typed as (

    select
        {{ typed('round_code') }} as round_code,
        {{ typed('round_kind') }} as round_kind,
        {{ typed('gives_title', 'boolean') }} as gives_title,
        {{ typed('filled_by') }} as filled_by,
        {{ typed('best_place', 'integer') }} as best_place,
        {{ typed('settles_group', 'boolean') }} as settles_group
    from source

)

select * from typed
