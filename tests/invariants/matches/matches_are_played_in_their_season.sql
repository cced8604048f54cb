-- A match is played near the year of its season: qualifiers may come a year before it, and the longest cups took
-- three years.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

dated as (

    select
        match_id,
        edition_id,
        played_from as dated_on
    from matches
    union
    select
        match_id,
        edition_id,
        played_to as dated_on
    from matches
    union
    select
        match_id,
        edition_id,
        scheduled_on as dated_on
    from matches

),

faults as (

    select
        dated.match_id as row_key,
        'match ' || dated.match_id || ' is dated ' || dated.dated_on || ', but its season is ' || editions.season
            as message
    from dated
    inner join editions on dated.edition_id = editions.edition_id
    where extract(year from dated.dated_on) not between editions.season - 1 and editions.season + 3

)

select * from faults
where not {{ is_waived() }}
