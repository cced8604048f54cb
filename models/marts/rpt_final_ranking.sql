with

ranked as (

    select * from {{ ref('int_teams_ranked') }}

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

    ranked.matches_played,
    coalesce(totals.match_count, 0) as match_count,
    ranked.won,
    ranked.drawn,
    ranked.lost,
    ranked.goals_for,
    ranked.goals_against,
    ranked.goal_difference,

    berths.berth_ids,
    berths.qualifies_for
from ranked
inner join editions on ranked.edition_id = editions.edition_id
inner join teams on ranked.team_id = teams.team_id
left join totals on ranked.edition_id = totals.edition_id and ranked.team_id = totals.team_id
left join berths on ranked.edition_id = berths.edition_id and ranked.team_id = berths.team_id
