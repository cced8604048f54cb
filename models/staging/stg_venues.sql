-- One row per venue in the record. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('venues') }}

),

typed as (

    select
        {{ typed('venue_id') }} as venue_id,
        {{ typed('venue_name') }} as venue_name,
        {{ typed('city') }} as city,
        {{ typed('country') }} as country,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
