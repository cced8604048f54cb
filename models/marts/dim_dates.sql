-- One row per day, from 1 January of the first year with a match to 31 December of the last. Time spine of the metrics.
with

matches as (

    select played_on from {{ ref('int_matches_with_rulings') }}

),

matches_by_day as (

    select
        played_on,
        count(*) as match_count
    from matches
    where played_on is not null
    group by played_on

),

span as (

    select
        cast(date_trunc('year', cast(min(played_on) as timestamp)) as date) as first_day,
        cast(
            date_trunc('year', cast(max(played_on) as timestamp)) + interval '1' year - interval '1' day as date
        ) as last_day
    from matches_by_day

),

days as (

    select {{ days_from_to('first_day', 'last_day') }} as date_day
    from span

)

select
    days.date_day,
    cast(extract(year from days.date_day) as integer) as year_number,
    cast(extract(month from days.date_day) as integer) as month_number,
    cast(extract(day from days.date_day) as integer) as day_of_month,
    cast(coalesce(matches_by_day.match_count, 0) as integer) as match_count
from days
left join matches_by_day on days.date_day = matches_by_day.played_on
