-- One row per champion of a completed season, with the number of the edition and of the champion's title: the roll of
-- honour, continued with later champions.
with

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

champions as (

    select * from {{ ref('int_champions') }}

),

-- without a roll, nobody knows which edition was the first
rolls as (

    select
        competition_id,
        max(season) as last_season
    from roll_of_honour
    group by competition_id

),

titles as (

    select
        competition_id,
        season,
        champion_team_id
    from roll_of_honour
    where status = 'completed'
    union all
    select
        editions.competition_id,
        editions.season,
        champions.team_id as champion_team_id
    from champions
    inner join editions on champions.edition_id = editions.edition_id
    inner join rolls on editions.competition_id = rolls.competition_id and editions.season > rolls.last_season

)

select
    competition_id,
    season,
    champion_team_id,
    -- shared titles are one edition: seasons are counted, not rows
    dense_rank() over (partition by competition_id order by season) as edition_number,
    row_number() over (partition by competition_id, champion_team_id order by season) as title_number
from titles
