-- Who finished where, what decided the rank, and which berths did it earn?
-- Teams that no rule separates share a rank. A null qualifies_for means that the team earned no berth.
with

ranking as (

    select * from rpt_final_ranking

),

editions as (

    select * from dim_editions

),

rounds as (

    select * from dim_rounds

),

teams as (

    select * from dim_teams

)

select
    editions.edition_name,
    ranking.team_rank,
    ranking.team_name,
    teams.association_code,
    rounds.round_name as exit_round_name,
    ranking.ranked_by,
    ranking.matches_played,
    ranking.won,
    ranking.drawn,
    ranking.lost,
    ranking.goals_for,
    ranking.goals_against,
    ranking.goal_difference,
    ranking.qualifies_for
from ranking
inner join editions on ranking.edition_id = editions.edition_id
inner join teams on ranking.team_id = teams.team_id
left join rounds
    on ranking.edition_id = rounds.edition_id and ranking.exit_round_code = rounds.round_code
order by
    editions.competition_id,
    editions.season,
    ranking.team_rank,
    ranking.team_name,
    ranking.team_id
