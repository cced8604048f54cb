-- One row per player named for a match. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('lineups') }}

),

typed as (

    select
        {{ typed('match_id') }} as match_id,
        {{ typed('team_id') }} as team_id,
        {{ typed('player_id') }} as player_id,
        {{ typed('role') }} as role,
        {{ typed('shirt_number', 'integer') }} as shirt_number,
        {{ typed('position') }} as position,
        {{ typed('minute_on', 'minute') }} as minute_on,
        {{ typed('minute_off', 'minute') }} as minute_off,
        {{ typed('replaced_player_id') }} as replaced_player_id,
        {{ typed('basis') }} as basis,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
