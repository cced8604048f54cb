-- One row per match with its length in minutes, stoppage time left out: 120 with extra time, 90 without, fewer if it
-- was abandoned, and unknown if it went on after minute 120. If the length is unknown, it is a range.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

-- what is on record after minute 120, of whichever kind
late_events as (

    {%- for events in ['stg_goals', 'stg_bookings'] %}
        select
            match_id,
            coalesce(minute, 121) as minute
        from {{ ref(events) }}
        where minute > 120 or period = 'extra_time_beyond'
        union all
    {%- endfor %}
    select
        match_id,
        greatest(minute_on, minute_off) as minute
    from {{ ref('stg_lineups') }}
    where minute_on > 120 or minute_off > 120

),

last_events as (

    select
        match_id,
        max(minute) as minute
    from late_events
    group by match_id

)

select
    matches.match_id,
    legs.abandoned_minute,
    case
        when legs.abandoned_minute is not null then legs.abandoned_minute
        when legs.abandonment is not null or last_events.minute is not null then null
        when matches.went_to_extra_time then 120
        when not matches.went_to_extra_time then 90
    end as match_length,
    case
        when legs.abandoned_minute is not null then legs.abandoned_minute
        when last_events.minute is not null then last_events.minute
        -- abandoned, and nobody noted when
        when legs.abandonment is not null then 0
        when matches.went_to_extra_time then 120
        else 90
    end as match_length_low,
    case
        when legs.abandoned_minute is not null then legs.abandoned_minute
        when last_events.minute is not null then 240
        when not matches.went_to_extra_time then 90
        else 120
    end as match_length_high
from matches
inner join legs on matches.match_id = legs.match_id
left join last_events on matches.match_id = last_events.match_id
