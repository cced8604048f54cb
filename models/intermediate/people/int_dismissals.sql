-- One row per player sent off in a match: the minute, and the earliest and the latest that it may have been if it is
-- unknown. A coach is sent off too, but from no pitch.
with

bookings as (

    select
        *,
        coalesce(minute, {{ first_minute_of('period') }} - 1, 0) as minute_low,
        coalesce(minute, {{ last_minute_of('period') }}) as minute_high
    from {{ ref('int_bookings_with_rulings') }}
    where card in ('red', 'second_yellow') and role = 'player' and player_id is not null

)

select
    match_id,
    player_id,
    min(minute) as minute,
    coalesce(min(minute), min(minute_low)) as minute_low,
    min(minute_high) as minute_high,
    bool_or(is_contested) as is_contested
from bookings
group by match_id, player_id
