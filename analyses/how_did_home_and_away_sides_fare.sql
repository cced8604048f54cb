-- How did the home sides and the away sides fare in each edition?
-- By official scores, with extra time and without shoot-outs. Matches without a score are left out.
with

matches as (

    select * from fct_matches
    where match_type != 'annulled'

),

editions as (

    select * from dim_editions

),

matches_by_edition as (

    select
        edition_id,
        count(*) as match_count,
        count(home_goals + away_goals) as scored_match_count,
        sum(case when home_goals > away_goals then 1 else 0 end) as won_by_home_side,
        sum(case when home_goals = away_goals then 1 else 0 end) as drawn,
        sum(case when home_goals < away_goals then 1 else 0 end) as won_by_away_side,
        sum(home_goals) as goals_by_home_side,
        sum(away_goals) as goals_by_away_side
    from matches
    group by edition_id

)

select
    editions.edition_name,
    matches_by_edition.match_count,
    matches_by_edition.scored_match_count,
    matches_by_edition.won_by_home_side,
    matches_by_edition.drawn,
    matches_by_edition.won_by_away_side,
    matches_by_edition.goals_by_home_side,
    matches_by_edition.goals_by_away_side
from matches_by_edition
inner join editions on matches_by_edition.edition_id = editions.edition_id
order by
    editions.competition_id,
    editions.season
