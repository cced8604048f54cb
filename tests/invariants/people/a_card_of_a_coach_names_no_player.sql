-- A card of a coach names no player: a man who coaches and plays has the cards of a player.
with

bookings as (

    select * from {{ ref('int_bookings_with_rulings') }}

),

faults as (

    select
        booking_id as row_key,
        player_id,
        'card ' || booking_id || ' was shown' || coalesce(' in minute ' || minute || ' of', ' in') || ' match '
        || match_id || ' to a coach of ' || team_id || ', but names the player ' || player_id
        || '; blank player_id, or make role player' as message
    from bookings
    where role = 'coach' and player_id is not null

)

select * from faults
where not {{ is_waived() }}
