-- One row per team that went out of an edition or won it, with its rank. Teams that went out in the same round share
-- a rank unless a rule orders them; teams that are still in come before them.
with

exits as (

    select * from {{ ref('int_team_exits') }}

),

records as (

    select * from {{ ref('int_team_records') }}
    where stage_part = 'proper'

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

ranking_rules as (

    select * from {{ ref('stg_ranking_rules') }}

),

measured as (

    select
        exits.*,
        ranking_rules.ranking_rule_id,
        ranking_rules.criterion,
        case ranking_rules.criterion when 'total_goal_difference' then records.goal_difference end as criterion_value,
        coalesce(records.goal_difference, 0) as goal_difference
    from exits
    inner join editions on exits.edition_id = editions.edition_id
    left join records on exits.edition_id = records.edition_id and exits.team_id = records.team_id
    left join ranking_rules
        on
            editions.competition_id = ranking_rules.competition_id
            and editions.season between ranking_rules.first_season
            and coalesce(ranking_rules.last_season, editions.season)
            and exits.round_code = ranking_rules.exit_round_code

),

ranked as (

    select
        *,
        rank() over (
            partition by edition_id order by exit_order desc nulls first, criterion_value desc nulls last
        ) as team_rank,
        count(*) over (partition by edition_id, exit_order) as teams_out_in_round
    from measured

)

select
    edition_id,
    team_id,
    round_code as exit_round_code,
    cast(team_rank as integer) as team_rank,
    case
        when is_champion then 'champion'
        when place_in_table is not null then 'table'
        when teams_out_in_round = 1 then 'exit_round'
        when criterion_value is null then 'exit_round_shared'
        else criterion
    end as ranked_by,
    ranking_rule_id,
    goal_difference
from ranked
where is_champion or exit_order is not null
