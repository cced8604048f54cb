-- One row per manager in the record. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('managers') }}

),

typed as (

    select
        {{ typed('manager_id') }} as manager_id,
        {{ typed('manager_name') }} as manager_name,
        {{ typed('nationality') }} as nationality,
        {{ typed('nationality_source_ids') }} as nationality_source_ids
    from source

)

select * from typed
