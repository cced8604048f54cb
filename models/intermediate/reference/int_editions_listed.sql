-- Every edition: those on record, and those that only the legs name. One without a name of its own is called by
-- its season and competition.
with

editions as (

    select * from {{ ref('stg_editions') }}

),

competitions as (

    select * from {{ ref('stg_competitions') }}

),

seasons_of_legs as (

    select distinct
        competition_id,
        season
    from {{ ref('stg_legs') }}
    where competition_id is not null and season is not null

),

seasons as (

    select
        coalesce(editions.edition_id, seasons_of_legs.competition_id || '_' || seasons_of_legs.season) as edition_id,
        coalesce(editions.competition_id, seasons_of_legs.competition_id) as competition_id,
        coalesce(editions.season, seasons_of_legs.season) as season,
        editions.edition_name,
        editions.source_ids
    from editions
    full join seasons_of_legs
        on editions.competition_id = seasons_of_legs.competition_id and editions.season = seasons_of_legs.season

)

select
    seasons.edition_id,
    seasons.competition_id,
    seasons.season,
    coalesce(
        seasons.edition_name,
        seasons.season || ' ' || coalesce(competitions.competition_name, replace(seasons.competition_id, '_', ' '))
    ) as edition_name,
    seasons.source_ids
from seasons
left join competitions on seasons.competition_id = competitions.competition_id
