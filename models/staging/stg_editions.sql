-- One row per edition of a competition. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('editions') }}

),

typed as (

    select
        {{ typed('edition_id') }} as edition_id,
        {{ typed('competition_id') }} as competition_id,
        {{ typed('season', 'integer') }} as season,
        {{ typed('edition_name') }} as edition_name,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
