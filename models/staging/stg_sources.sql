-- One row per source. Typed; a blank cell is null.
with

source as (

    select * from {{ raw_rows('sources') }}

),

typed as (

    select
        {{ typed('source_id') }} as source_id,
        {{ typed('title') }} as title,
        {{ typed('publisher') }} as publisher,
        {{ typed('authors') }} as authors,
        {{ typed('acknowledgement') }} as acknowledgement,
        {{ typed('address') }} as address,
        {{ typed('published') }} as published,
        {{ typed('kind') }} as kind,
        {{ typed('independence_group') }} as independence_group,
        {{ typed('lineups_copied_from') }} as lineups_copied_from,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
