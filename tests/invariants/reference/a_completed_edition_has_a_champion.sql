-- On the roll of honour a completed edition has a champion, unless nobody advanced from its last tie or nobody won it;
-- one that was not held has none; and what the title was won by fits the number of champions.
with

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

title_rounds as (

    select * from {{ ref('int_title_rounds') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

-- both sides of the last tie are out: such a season was completed, and nobody won it
seasons_without_a_champion as (

    select
        editions.competition_id,
        editions.season
    from title_rounds
    inner join editions on title_rounds.edition_id = editions.edition_id
    inner join ties on title_rounds.round_id = ties.round_id
    group by editions.competition_id, editions.season
    having bool_and(ties.status = 'decided' and ties.advanced_team_id is null)

),

seasons as (

    select
        competition_id,
        season,
        count(champion_team_id) as champion_count,
        min({{ bytewise('title_decided_by') }}) as title_decided_by,
        count(distinct coalesce(title_decided_by, '')) as ways
    from roll_of_honour
    group by competition_id, season

),

without_champion as (

    select
        roll_of_honour.competition_id,
        roll_of_honour.season,
        roll_of_honour.status || ' and '
        || case
            when roll_of_honour.champion_team_id is null then 'without a champion'
            else 'won by ' || roll_of_honour.champion_team_id
        end as what
    from roll_of_honour
    left join seasons_without_a_champion
        on
            roll_of_honour.competition_id = seasons_without_a_champion.competition_id
            and roll_of_honour.season = seasons_without_a_champion.season
    where
        (
            roll_of_honour.status = 'completed'
            and roll_of_honour.champion_team_id is null
            and roll_of_honour.title_decided_by is distinct from 'nobody'
            and seasons_without_a_champion.season is null
        )
        or (roll_of_honour.status in ('cancelled', 'not_held') and roll_of_honour.champion_team_id is not null)

),

miscounted as (

    select
        competition_id,
        season,
        'won by ' || champion_count || case when champion_count = 1 then ' team' else ' teams' end
        || ', but title_decided_by is '
        || case when ways > 1 then 'not the same in all rows' else coalesce(title_decided_by, 'blank') end as what
    from seasons
    where
        ways > 1
        or (title_decided_by = 'nobody' and champion_count > 0)
        or (title_decided_by = 'shared' and champion_count = 1)
        or (title_decided_by in ('final', 'table', 'award') and champion_count > 1)

),

found as (

    select * from without_champion
    union all
    select * from miscounted

),

faults as (

    select
        competition_id || '/' || season as row_key,
        'on the roll of honour ' || season || ' of ' || competition_id || ' is ' || what as message
    from found

)

select * from faults
where not {{ is_waived() }}
