-- One row per accepted fault of the record. It is either waived, or its tie is left out of all totals. Values are
-- typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('exceptions') }}

),

typed as (

    select
        {{ typed('test_name') }} as test_name,
        {{ typed('row_key') }} as row_key,
        {{ typed('effect') }} as effect,
        {{ typed('reason') }} as reason
    from source

)

select * from typed
