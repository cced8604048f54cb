-- One row per team in an edition, with its rank, what the rank rests on and what it earned.
with

ranked as (

    select * from {{ ref('int_teams_ranked') }}

),

records as (

    select * from {{ ref('int_team_records') }}
    where stage_part = 'proper'

),

berths as (

    select * from {{ ref('int_berths_earned') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

editions as (

    select * from {{ ref('dim_editions') }}

),

totals as (

    select * from {{ ref('rpt_team_totals') }}

)

select
    ranked.edition_id,
    editions.edition_name,
    ranked.team_id,
    ranked.team_rank,
    teams.team_name,
    ranked.exit_round_code,
    ranked.ranked_by,
    ranked.ranking_rule_id,

    coalesce(records.matches_played, 0) as matches_played,
    coalesce(totals.match_count, 0) as match_count,
    coalesce(records.won, 0) as won,
    coalesce(records.drawn, 0) as drawn,
    coalesce(records.lost, 0) as lost,
    coalesce(records.goals_for, 0) as goals_for,
    coalesce(records.goals_against, 0) as goals_against,
    ranked.goal_difference,

    berths.berth_ids,
    berths.qualifies_for
from ranked
inner join editions on ranked.edition_id = editions.edition_id
inner join teams on ranked.team_id = teams.team_id
left join records on ranked.edition_id = records.edition_id and ranked.team_id = records.team_id
left join totals on ranked.edition_id = totals.edition_id and ranked.team_id = totals.team_id
left join berths on ranked.edition_id = berths.edition_id and ranked.team_id = berths.team_id
