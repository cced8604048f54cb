-- One row per player id of the record whose man is another player of it. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('player_merges') }}

),

typed as (

    select
        {{ typed('merged_player_id') }} as merged_player_id,
        {{ typed('player_id') }} as player_id,
        {{ typed('basis') }} as basis,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
