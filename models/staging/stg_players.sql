-- One row per player. Each player has one id. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('players') }}

),

typed as (

    select
        {{ typed('player_id') }} as player_id,
        {{ typed('player_name') }} as player_name,
        {{ typed('nationality') }} as nationality,
        {{ typed('second_nationality') }} as second_nationality,
        {{ typed('nationality_source_ids') }} as nationality_source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
