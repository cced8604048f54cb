-- The minute of a goal or card fits its period, and is in extra time only if extra time was played.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

events as (

    select
        goal_id as event_id,
        match_id,
        minute,
        stoppage_minute,
        is_stoppage_time,
        period
    from {{ ref('int_goals_with_rulings') }}
    union all
    select
        booking_id as event_id,
        match_id,
        minute,
        stoppage_minute,
        is_stoppage_time,
        period
    from {{ ref('int_bookings_with_rulings') }}

),

spans as (

    select
        *,
        {{ first_minute_of('period') }} as first_minute,
        {{ last_minute_of('period') }} as last_minute
    from events

),

faults as (

    select
        spans.event_id as row_key,
        spans.event_id || ' is on record in minute ' || coalesce(cast(spans.minute as {{ dbt.type_string() }}), '?')
        || coalesce('+' || spans.stoppage_minute, case when spans.is_stoppage_time then '+' else '' end)
        || ' of ' || coalesce(spans.period, 'no period')
        || ' in a match ' || case when matches.went_to_extra_time then 'with' else 'without' end
        || ' extra time' as message
    from spans
    inner join matches on spans.match_id = matches.match_id
    where
        spans.minute not between spans.first_minute and spans.last_minute
        or (spans.is_stoppage_time and spans.minute != spans.last_minute and spans.period != 'extra_time_beyond')
        or (spans.stoppage_minute is not null and not coalesce(spans.is_stoppage_time, false))
        or (spans.first_minute > 90 and not coalesce(matches.went_to_extra_time, false))

)

select * from faults
where not {{ is_waived() }}
