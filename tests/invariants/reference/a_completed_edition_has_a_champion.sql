-- On the roll of honour a completed edition has a champion, unless nobody advanced from its last tie, and one that was
-- not held has none.
with

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

last_ties as (

    select * from {{ ref('int_last_ties') }}

),

-- both sides of the last tie are out: such a season was completed, and nobody won it
seasons_without_a_champion as (

    select
        editions.competition_id,
        editions.season
    from last_ties
    inner join editions on last_ties.edition_id = editions.edition_id
    where last_ties.status = 'decided' and last_ties.advanced_team_id is null

),

faults as (

    select
        roll_of_honour.competition_id || '/' || roll_of_honour.season as row_key,
        'on the roll of honour ' || roll_of_honour.season || ' of ' || roll_of_honour.competition_id || ' is '
        || roll_of_honour.status || ' and '
        || case
            when roll_of_honour.champion_team_id is null then 'without a champion'
            else 'won by ' || roll_of_honour.champion_team_id
        end as message
    from roll_of_honour
    left join seasons_without_a_champion
        on
            roll_of_honour.competition_id = seasons_without_a_champion.competition_id
            and roll_of_honour.season = seasons_without_a_champion.season
    where
        (
            roll_of_honour.status = 'completed'
            and roll_of_honour.champion_team_id is null
            and seasons_without_a_champion.season is null
        )
        or (roll_of_honour.status in ('cancelled', 'not_held') and roll_of_honour.champion_team_id is not null)

)

select * from faults
where not {{ is_waived() }}
