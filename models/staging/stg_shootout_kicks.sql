-- One row per kick of a shoot-out. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('shootout_kicks') }}

),

typed as (

    select
        {{ typed('kick_id') }} as kick_id,
        {{ typed('match_id') }} as match_id,
        {{ typed('kick_number', 'integer') }} as kick_number,
        {{ typed('team_id') }} as team_id,
        {{ typed('player_id') }} as player_id,
        {{ typed('outcome') }} as outcome,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
