-- One row per season of a competition, on the roll of honour or on record: the season before it, the season after it
-- and the number of its edition.
with

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

titles as (

    select * from {{ ref('int_titles_numbered') }}

),

seasons as (

    select
        competition_id,
        season
    from roll_of_honour
    union
    select
        competition_id,
        season
    from editions

),

-- a shared title has a row for each champion
numbers as (

    select distinct
        competition_id,
        season,
        edition_number
    from titles

)

select
    seasons.competition_id,
    seasons.season,
    lag(seasons.season) over (partition by seasons.competition_id order by seasons.season) as previous_season,
    lead(seasons.season) over (partition by seasons.competition_id order by seasons.season) as next_season,
    cast(numbers.edition_number as integer) as edition_number
from seasons
left join numbers on seasons.competition_id = numbers.competition_id and seasons.season = numbers.season
