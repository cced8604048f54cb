-- One row per competition and venue: its matches of both parts of an edition, and the crowds of those with a crowd on
-- record.
with

matches as (

    select matches.*
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id
    where matches.venue_id is not null

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

venues as (

    select * from {{ ref('dim_venues') }}

),

totals as (

    select
        editions.competition_id,
        matches.venue_id,
        count(*) as match_count,
        count(matches.attendance) as attended_match_count,
        sum(matches.attendance) as attendance,
        max(matches.attendance) as largest_attendance,
        min(editions.season) as first_season,
        max(editions.season) as last_season
    from matches
    inner join editions on matches.edition_id = editions.edition_id
    group by editions.competition_id, matches.venue_id

)

select
    totals.competition_id,
    totals.venue_id,
    venues.venue_name,
    venues.city,
    venues.country,
    totals.first_season,
    totals.last_season,

    cast(totals.match_count as integer) as match_count,
    cast(totals.attended_match_count as integer) as attended_match_count,
    cast(totals.attendance as integer) as attendance,
    -- rounded by whole numbers, since one engine divides them as decimals and another as floats
    cast(
        floor((2 * totals.attendance + totals.attended_match_count) / nullif(2 * totals.attended_match_count, 0))
        as integer
    ) as mean_attendance,
    totals.largest_attendance
from totals
inner join venues on totals.venue_id = venues.venue_id
