-- depends_on: {{ ref('exceptions') }}
-- A match is played about the year that its season is called by: qualifiers may come a year before, and the
-- longest cups took three.
with

matches as (

    select * from {{ ref('int_matches_ruled') }}

),

editions as (

    select * from {{ ref('int_editions_known') }}

)

select
    matches.match_id as row_key,
    'match ' || matches.match_id || ' is dated ' || coalesce(matches.played_on, matches.scheduled_on)
    || ', and its season began in ' || editions.season as message
from matches
inner join editions on matches.edition_id = editions.edition_id
where
    extract(year from matches.played_on) not between editions.season - 1 and editions.season + 3
    or extract(year from matches.scheduled_on) not between editions.season - 1 and editions.season + 3
