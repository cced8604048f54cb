-- The roll of honour, continued by the editions in this warehouse that it does not reach yet.
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

-- a roll that was not brought is not begun: which edition it was stays unknown
last_on_the_roll as (

    select
        competition_id,
        max(season) as season
    from roll_of_honour
    group by competition_id

),

won as (

    select
        editions.competition_id,
        editions.season,
        champions.team_id as champion_team_id
    from champions
    inner join editions on champions.edition_id = editions.edition_id

),

beyond_the_roll as (

    select
        won.competition_id,
        won.season,
        'completed' as status,
        won.champion_team_id
    from won
    inner join last_on_the_roll on won.competition_id = last_on_the_roll.competition_id
    where won.season > last_on_the_roll.season and won.champion_team_id is not null

),

seasons as (

    select
        competition_id,
        season,
        status,
        champion_team_id
    from roll_of_honour
    union all
    select * from beyond_the_roll

)

select
    competition_id,
    season,
    champion_team_id,
    -- shared titles are one edition: seasons are counted, not rows
    dense_rank() over (partition by competition_id order by season) as edition_number,
    row_number() over (partition by competition_id, champion_team_id order by season) as title_number
from seasons
where status = 'completed'
