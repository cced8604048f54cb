-- What the warehouse says of a match, its shoot-out and its cards, fact by fact, beside the cell of the
-- record and that cell's sources.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

recorded_kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

bookings as (

    select * from {{ ref('int_bookings_with_rulings') }}

),

recorded_bookings as (

    select * from {{ ref('stg_bookings') }}

),

shootouts as (

    select
        match_id,
        max(case when is_decisive then player_id end) as decisive_player_id,
        min(case when not is_scored then round_number end) as first_miss_round
    from kicks
    group by match_id

),

told_matches as (

    select
        matches.*,
        matches.home_goals || '-' || matches.away_goals as score,
        matches.half_time_home_goals || '-' || matches.half_time_away_goals as half_time_score,
        matches.normal_time_home_goals || '-' || matches.normal_time_away_goals as normal_time_score,
        matches.shootout_home_goals || '-' || matches.shootout_away_goals as shootout_score,
        shootouts.decisive_player_id,
        -- 0: no kick was missed, or none was taken
        coalesce(shootouts.first_miss_round, 0) as first_miss_round,

        legs.home_goals || '-' || legs.away_goals as recorded_score,
        legs.half_time_home_goals || '-' || legs.half_time_away_goals as recorded_half_time_score,
        legs.scheduled_on as recorded_scheduled_on,
        legs.played_on as recorded_played_on,
        legs.kick_off as recorded_kick_off,
        legs.venue_id as recorded_venue_id,
        legs.went_to_extra_time as recorded_extra_time,
        legs.attendance as recorded_attendance,
        legs.referee as recorded_referee,
        legs.half_time_source_ids,
        legs.kick_off_source_ids,
        legs.attendance_source_ids,
        legs.referee_source_ids
    from matches
    inner join legs on matches.match_id = legs.match_id
    left join shootouts on matches.match_id = shootouts.match_id

),

told_kicks as (

    select
        kicks.*,
        recorded_kicks.player_id as recorded_player_id,
        recorded_kicks.outcome as recorded_outcome
    from kicks
    inner join recorded_kicks on kicks.kick_id = recorded_kicks.kick_id

),

told_bookings as (

    select
        bookings.*,
        {{ printed_minute('bookings') }} as printed_minute,
        recorded_bookings.team_id as recorded_team_id,
        recorded_bookings.player_id as recorded_player_id,
        recorded_bookings.card as recorded_card,
        {{ printed_minute('recorded_bookings') }} as recorded_minute
    from bookings
    inner join recorded_bookings on bookings.booking_id = recorded_bookings.booking_id

),

facts as (

    {{ fact_rows('told_matches', 'match', 'match_id', [
        ('score', 'score', 'recorded_score', 'source_ids'),
        ('half_time_score', 'half_time_score', 'recorded_half_time_score', 'half_time_source_ids'),
        ('score_by_period',
            "half_time_score || ', ' || normal_time_score || ', ' || score || coalesce(', ' || shootout_score, '')",
            'null', 'null'),
        ('scheduled_on', 'scheduled_on', 'recorded_scheduled_on', 'null'),
        ('played_on', 'played_on', 'recorded_played_on', 'source_ids'),
        ('kick_off', 'kick_off', 'recorded_kick_off', 'kick_off_source_ids'),
        ('venue_id', 'venue_id', 'recorded_venue_id', 'source_ids'),
        ('went_to_extra_time', 'went_to_extra_time', 'recorded_extra_time', 'source_ids'),
        ('attendance', 'attendance', 'recorded_attendance', 'attendance_source_ids'),
        ('referee', 'referee', 'recorded_referee', 'referee_source_ids'),
        ('shootout_decisive_player_id', 'decisive_player_id', 'null', 'null'),
        ('shootout_first_miss_round', 'first_miss_round', 'null', 'null'),
    ]) }}
    union all
    {{ fact_rows('told_kicks', 'kick', 'kick_id', [
        ('player_id', 'player_id', 'recorded_player_id', 'source_ids'),
        ('outcome', 'outcome', 'recorded_outcome', 'source_ids'),
    ]) }}
    union all
    {{ fact_rows('told_bookings', 'booking', 'booking_id', [
        ('team_id', 'team_id', 'recorded_team_id', 'source_ids'),
        ('player_id', 'player_id', 'recorded_player_id', 'source_ids'),
        ('card', 'card', 'recorded_card', 'source_ids'),
        ('minute', 'printed_minute', 'recorded_minute', 'source_ids'),
    ]) }}

)

select * from facts
