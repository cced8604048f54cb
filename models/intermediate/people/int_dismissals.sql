-- One row per player sent off in a match: the minute, and the earliest that it may have been if it is unknown.
with

bookings as (

    select * from {{ ref('int_bookings_with_rulings') }}
    where card in ('red', 'second_yellow')

)

select
    match_id,
    player_id,
    min(minute) as minute,
    coalesce(
        min(minute),
        -- somewhere in this period
        min(
            case period
                when 'second_half' then 45
                when 'extra_time_first_half' then 90
                when 'extra_time_second_half' then 105
                else 0
            end
        )
    ) as minute_low,
    bool_or(is_contested) as is_contested
from bookings
group by match_id, player_id
