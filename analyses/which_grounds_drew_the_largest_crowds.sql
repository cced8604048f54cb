-- Which grounds drew the largest crowds, and on how many matches does that rest?
-- Grounds with a crowd on record. Where the ground is unknown the town stands for it.
with

venues as (

    select * from rpt_venue_totals
    where attended_match_count > 0

)

select
    competition_id,
    venue_name,
    city,
    country,
    largest_attendance,
    mean_attendance,
    attended_match_count as matches_with_a_crowd_on_record,
    match_count,
    first_season,
    last_season
from venues
order by
    competition_id asc,
    largest_attendance desc,
    mean_attendance desc,
    venue_id asc
