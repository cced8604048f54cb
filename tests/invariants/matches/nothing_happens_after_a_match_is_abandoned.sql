-- After the minute in which a match was abandoned there are no goals, cards or substitutions.
with

abandoned as (

    select * from {{ ref('int_matches_timed') }}
    where abandoned_minute is not null

),

events as (

    select
        match_id,
        goal_id as event_id,
        coalesce(scorer_player_id, team_id) || ' scored' as event,
        minute,
        period,
        minute_low
    from {{ ref('int_goals_with_rulings') }}
    union all
    select
        match_id,
        booking_id as event_id,
        case when role = 'coach' then 'a coach of ' || team_id else coalesce(player_id, team_id) end
        || ' was shown a card (' || card || ')' as event,
        minute,
        period,
        minute as minute_low
    from {{ ref('int_bookings_with_rulings') }}
    union all
    select
        match_id,
        match_id || '/' || player_id as event_id,
        player_id || ' ' || deed as event,
        minute,
        cast(null as {{ dbt.type_string() }}) as period,
        earliest_minute as minute_low
    from {{ ref('int_deeds_listed') }}
    where deed in ('came on', 'was replaced')

),

faults as (

    select distinct
        events.event_id as row_key,
        events.event || coalesce(' in minute ' || events.minute, ' in the period ' || events.period) || ' of match '
        || events.match_id || ', which was abandoned in minute ' || abandoned.abandoned_minute as message
    from events
    inner join abandoned on events.match_id = abandoned.match_id
    where coalesce(events.minute_low, {{ first_minute_of('events.period') }}) > abandoned.abandoned_minute

)

select * from faults
where not {{ is_waived() }}
