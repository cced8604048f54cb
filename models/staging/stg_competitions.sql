-- One row per competition. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('competitions') }}

),

typed as (

    select
        {{ typed('competition_id') }} as competition_id,
        {{ typed('competition_name') }} as competition_name,
        {{ typed('organiser') }} as organiser,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
