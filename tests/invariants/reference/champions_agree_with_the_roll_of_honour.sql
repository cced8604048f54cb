-- The champion that is derived from the matches is the champion on the roll of honour.
with

champions as (

    select * from {{ ref('int_champions') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

seasons_on_the_roll as (

    select distinct
        competition_id,
        season
    from roll_of_honour

),

faults as (

    select
        champions.edition_id as row_key,
        'edition ' || champions.edition_id || ' was won by ' || champions.team_id
        || ', who is not its champion on the roll of honour' as message
    from champions
    inner join editions on champions.edition_id = editions.edition_id
    inner join seasons_on_the_roll
        on editions.competition_id = seasons_on_the_roll.competition_id and editions.season = seasons_on_the_roll.season
    left join roll_of_honour
        on
            editions.competition_id = roll_of_honour.competition_id
            and editions.season = roll_of_honour.season
            and champions.team_id = roll_of_honour.champion_team_id
    where roll_of_honour.champion_team_id is null

)

select * from faults
where not {{ is_waived() }}
