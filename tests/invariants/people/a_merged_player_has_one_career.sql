-- The seasons of a player into whom others are merged are one career: from the first to the last at most twenty years,
-- and between two of them at most ten. A longer one is two men of one name, unless an exception says who he was.
{%- set longest_career, longest_gap = 20, 10 %}
with

sightings as (

    select * from {{ ref('int_player_sightings') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

seasons as (

    select distinct
        sightings.player_id,
        editions.season
    from sightings
    inner join editions on sightings.edition_id = editions.edition_id
    where sightings.player_id in (select merged.player_id from merged)

),

spans as (

    select
        player_id,
        season,
        min(season) over (partition by player_id) as first_season,
        max(season) over (partition by player_id) as last_season,
        lag(season) over (partition by player_id order by season) as season_before
    from seasons

),

-- one for each man: his longest gap if that is the fault, else his whole career
gaps as (

    select
        *,
        row_number() over (partition by player_id order by season - season_before desc nulls last, season) as place
    from spans

),

faults as (

    select
        player_id as row_key,
        player_id,
        player_id || ' plays in ' || case
            when season - season_before > {{ longest_gap }}
                then season_before || ' and next in ' || season || ', more than {{ longest_gap }} years later'
            else first_season || ' and still in ' || last_season || ', more than {{ longest_career }} years later'
        end || '; delete rows of player_merges that make two men one, or waive it in exceptions' as message
    from gaps
    where
        place = 1
        and (season - season_before > {{ longest_gap }} or last_season - first_season > {{ longest_career }})

)

select * from faults
where not {{ is_waived() }}
