with

ranked as (

    select * from {{ ref('int_teams_ranked') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

editions as (

    select * from {{ ref('dim_editions') }}

),

totals as (

    select * from {{ ref('rpt_team_totals') }}

),

berths as (

    select * from {{ ref('stg_berths') }}

),

-- a berth goes to the best team from its rank downwards that its rule does not exclude
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

),

berths_by_team as (

    select
        edition_id,
        team_id,
        {{ dbt.listagg('berth_id', "';'", 'order by ' ~ bytewise('berth_id')) }} as berth_ids,
        {{ dbt.listagg('qualifies_for', "', '", 'order by ' ~ bytewise('berth_id')) }} as qualifies_for
    from candidates
    where preference = 1
    group by edition_id, team_id

)

select
    ranked.edition_id,
    editions.edition_name,
    ranked.team_id,
    cast(ranked.team_rank as integer) as team_rank,
    teams.team_name,
    ranked.exit_round_code,
    case
        when ranked.exit_round_code is null then 'champion'
        when ranked.teams_out_in_round = 1 then 'exit_round'
        when ranked.criterion_value is null then 'exit_round_shared'
        else ranked.criterion
    end as ranked_by,
    ranked.ranking_rule_id,

    cast(ranked.matches_played as integer) as matches_played,
    cast(coalesce(totals.match_count, 0) as integer) as match_count,
    cast(ranked.won as integer) as won,
    cast(ranked.drawn as integer) as drawn,
    cast(ranked.lost as integer) as lost,
    cast(ranked.goals_for as integer) as goals_for,
    cast(ranked.goals_against as integer) as goals_against,
    cast(ranked.goal_difference as integer) as goal_difference,

    berths_by_team.berth_ids,
    berths_by_team.qualifies_for
from ranked
inner join editions on ranked.edition_id = editions.edition_id
inner join teams on ranked.team_id = teams.team_id
left join totals on ranked.edition_id = totals.edition_id and ranked.team_id = totals.team_id
left join berths_by_team on ranked.edition_id = berths_by_team.edition_id and ranked.team_id = berths_by_team.team_id
