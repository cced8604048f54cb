-- One row per card.
with

bookings as (

    select * from {{ ref('int_bookings_with_rulings') }}

)

select
    booking_id,
    match_id,
    edition_id,
    team_id,
    player_id,
    role,
    card,
    minute,
    is_stoppage_time,
    stoppage_minute,
    period,
    is_contested,
    ruling_id,
    source_ids,
    remark
from bookings
