-- One row per edition, whether it has a row of its own or is only mentioned by a leg. Without a name it is called by
-- its season and its competition.
with

editions as (

    select * from {{ ref('stg_editions') }}

),

competitions as (

    select * from {{ ref('stg_competitions') }}

),

legs as (

    select distinct
        competition_id,
        season
    from {{ ref('stg_legs') }}
    where competition_id is not null and season is not null

),

not_on_record as (

    select
        legs.competition_id || '_' || legs.season as edition_id,
        legs.competition_id,
        legs.season,
        legs.season || ' ' || coalesce(competitions.competition_name, replace(legs.competition_id, '_', ' '))
            as edition_name,
        cast(null as {{ dbt.type_string() }}) as source_ids
    from legs
    left join competitions on legs.competition_id = competitions.competition_id
    left join editions on legs.competition_id = editions.competition_id and legs.season = editions.season
    where editions.edition_id is null

)

select
    editions.edition_id,
    editions.competition_id,
    editions.season,
    coalesce(
        editions.edition_name,
        editions.season || ' ' || coalesce(competitions.competition_name, replace(editions.competition_id, '_', ' '))
    ) as edition_name,
    editions.source_ids
from editions
left join competitions on editions.competition_id = competitions.competition_id
union all
select * from not_on_record
