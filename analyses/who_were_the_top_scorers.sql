-- Who were the top scorers, down to rank 5, and could contested goals change their totals?
-- goals_low and goals_high differ only where they could. The last two columns show how many scorers are known; where it
-- is not all, rank_best and rank_worst say what is left of the rank. rank_worst is null where a score is unknown.
with

top_scorers as (

    select * from rpt_top_scorers
    where scorer_rank <= 5

),

editions as (

    select * from rpt_edition_summary

),

goals_by_edition as (

    select
        edition_id,
        count(scorer_player_id) as goals_with_known_scorer
    from fct_goals
    group by edition_id

)

select
    editions.edition_name,
    top_scorers.scorer_rank,
    top_scorers.player_name,
    top_scorers.team_name,
    top_scorers.goals,
    top_scorers.goals_low,
    top_scorers.goals_high,
    top_scorers.penalties,
    top_scorers.rank_best,
    top_scorers.rank_worst,
    top_scorers.team_goals_without_scorer,
    goals_by_edition.goals_with_known_scorer,
    editions.goal_count as goals_in_the_edition
from top_scorers
inner join editions on top_scorers.edition_id = editions.edition_id
inner join goals_by_edition on top_scorers.edition_id = goals_by_edition.edition_id
order by
    editions.competition_id,
    editions.season,
    top_scorers.scorer_rank,
    top_scorers.player_name,
    top_scorers.player_id
