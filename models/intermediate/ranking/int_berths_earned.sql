-- One row per team that earned berths in an edition. A berth goes to the best team, from its rank downwards, that its
-- rule does not exclude.
with

ranked as (

    select * from {{ ref('int_teams_ranked') }}

),

berths as (

    select * from {{ ref('stg_berths') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

candidates as (

    select
        berths.berth_id,
        berths.qualifies_for,
        ranked.edition_id,
        ranked.team_id,
        rank() over (partition by berths.berth_id, ranked.edition_id order by ranked.team_rank) as preference
    from berths
    inner join editions
        on
            berths.competition_id = editions.competition_id
            and editions.season between berths.first_season and coalesce(berths.last_season, editions.season)
    inner join ranked on editions.edition_id = ranked.edition_id and berths.best_rank <= ranked.team_rank
    inner join teams on ranked.team_id = teams.team_id
    where
        berths.excluded_association_code is null
        or teams.association_code != berths.excluded_association_code

)

select
    edition_id,
    team_id,
    {{ dbt.listagg('berth_id', "';'", 'order by ' ~ bytewise('berth_id')) }} as berth_ids,
    {{ dbt.listagg('qualifies_for', "', '", 'order by ' ~ bytewise('berth_id')) }} as qualifies_for
from candidates
where preference = 1
group by edition_id, team_id
