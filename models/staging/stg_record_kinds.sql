-- One row per kind of record. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('record_kinds') }}

),

typed as (

    select
        {{ typed('record_code') }} as record_code,
        {{ typed('record_order', 'integer') }} as record_order,
        {{ typed('record_name') }} as record_name,
        {{ typed('measure') }} as measure,
        {{ typed('decided_by') }} as decided_by,
        {{ typed('best') }} as best,
        {{ typed('unit') }} as unit
    from source

)

select * from typed
