-- There are no goals, cards or substitutions after the minute in which a match was abandoned, nor after minute 90 if no
-- extra time was played. Whether a minute fits its period is another test.
with

matches as (

    select
        matches.match_id,
        matches.went_to_extra_time,
        lengths.abandoned_minute
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_timed') }} as lengths on matches.match_id = lengths.match_id
    where not matches.went_to_extra_time or lengths.abandoned_minute is not null

),

events as (

    select
        goal_id as row_key,
        match_id,
        coalesce(scorer_player_id, team_id) || ' scored' as event,
        minute,
        minute_low,
        period
    from {{ ref('int_goals_with_rulings') }}
    union all
    select
        booking_id as row_key,
        match_id,
        case when role = 'coach' then 'a coach of ' || team_id else coalesce(player_id, 'a player of ' || team_id) end
        || ' was shown a card' as event,
        minute,
        minute as minute_low,
        period
    from {{ ref('int_bookings_with_rulings') }}
    union all
    select
        match_id as row_key,
        match_id,
        player_id || ' ' || deed as event,
        minute,
        earliest_minute as minute_low,
        cast(null as {{ dbt.type_string() }}) as period
    from {{ ref('int_deeds_listed') }}
    where deed in ('came on', 'was replaced')

),

faults as (

    select distinct
        events.row_key,
        events.event || coalesce(' in minute ' || events.minute, ' in the period ' || events.period) || ' of match '
        || events.match_id || ', which '
        || coalesce('was abandoned in minute ' || matches.abandoned_minute, 'had no extra time') as message
    from events
    inner join matches on events.match_id = matches.match_id
    where
        coalesce(events.minute_low, {{ first_minute_of('events.period') }}) > coalesce(matches.abandoned_minute, 90)
        and (matches.abandoned_minute is not null or events.period is null)

)

select * from faults
where not {{ is_waived() }}
