-- One row per team in an edition: its titles so far, this edition included. If the competition has a roll of honour by
-- then, a team that is not on it has none; without a roll nothing is known.
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
