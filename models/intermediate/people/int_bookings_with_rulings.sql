-- One row per card, with the player under the id of the man who he is, and rulings on him applied.
with

bookings as (

    select * from {{ ref('stg_bookings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'booking' and attribute = 'player_id'

)

select
    bookings.booking_id,
    bookings.match_id,
    matches.edition_id,
    bookings.team_id,
    coalesce(rulings.adopted_value, merged.player_id, bookings.player_id) as player_id,
    coalesce(bookings.role, 'player') as role,
    bookings.card,
    bookings.minute,
    bookings.is_stoppage_time,
    bookings.stoppage_minute,
    bookings.period,
    coalesce(rulings.status = 'contested', false) as is_contested,
    rulings.ruling_id,
    bookings.source_ids,
    bookings.remark
from bookings
inner join matches on bookings.match_id = matches.match_id
left join merged on bookings.player_id = merged.merged_player_id
left join rulings on bookings.booking_id = rulings.subject_id
