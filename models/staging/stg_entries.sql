-- One row per team in an edition: how it qualified and in which round it entered. Values are typed, and blank cells
-- are null.
with

source as (

    select * from {{ raw_rows('entries') }}

),

typed as (

    select
        {{ typed('edition_id') }} as edition_id,
        {{ typed('team_id') }} as team_id,
        {{ typed('zone') }} as zone,
        {{ typed('route_competition') }} as route_competition,
        {{ typed('route_placing') }} as route_placing,
        {{ typed('entry_round_id') }} as entry_round_id,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
