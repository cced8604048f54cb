with

bookings as (

    select * from {{ ref('int_bookings_ruled') }}

),

matches as (

    select * from {{ ref('int_matches_ruled') }}

)

select
    bookings.booking_id,
    bookings.match_id,
    matches.edition_id,
    bookings.team_id,
    bookings.player_id,
    bookings.card,
    bookings.minute,
    bookings.is_stoppage_time,
    bookings.stoppage_minute,
    bookings.period,
    bookings.is_contested,
    bookings.ruling_id,
    bookings.source_ids,
    bookings.remark
from bookings
inner join matches on bookings.match_id = matches.match_id
