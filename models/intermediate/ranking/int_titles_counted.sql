-- The titles that a team has won by the end of each edition that it entered: none, where the competition has a roll
-- by then and the team is not on it.
with

entries as (

    select * from {{ ref('stg_entries') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

titles as (

    select * from {{ ref('int_titles_numbered') }}

),

rolls as (

    select
        competition_id,
        min(season) as first_season
    from titles
    group by competition_id

)

select
    entries.edition_id,
    entries.team_id,
    cast(count(titles.season) as integer) as title_count
from entries
inner join editions on entries.edition_id = editions.edition_id
inner join rolls on editions.competition_id = rolls.competition_id and editions.season >= rolls.first_season
left join titles
    on
        editions.competition_id = titles.competition_id
        and entries.team_id = titles.champion_team_id
        and editions.season >= titles.season
group by entries.edition_id, entries.team_id
