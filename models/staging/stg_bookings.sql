-- One row per card on record. Typed; a blank cell is null.
with

source as (

    select * from {{ raw_rows('bookings') }}

),

typed as (

    select
        {{ typed('booking_id') }} as booking_id,
        {{ typed('match_id') }} as match_id,
        {{ typed('team_id') }} as team_id,
        {{ typed('player_id') }} as player_id,
        {{ typed('role') }} as role,
        {{ typed('card') }} as card,
        {{ typed('minute', 'minute') }} as minute,
        coalesce({{ typed('is_stoppage_time', 'boolean') }}, {{ says_stoppage_time('minute') }}) as is_stoppage_time,
        coalesce({{ typed('stoppage_minute', 'integer') }}, {{ stoppage_minute_in('minute') }}) as stoppage_minute,
        {{ typed('period') }} as period,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
