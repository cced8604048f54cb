-- Who scored most goals over all editions, and how sure can one be?
-- percent_with_scorer: of the goals of his clubs in these editions, how many have a scorer on record. Where it is below
-- 100 he, or another, may have scored more.
-- Limited to the first 1,000 rows; remove the limit for all of them.
with

careers as (

    select * from rpt_player_careers
    where goals + qualifying_goals > 0

)

select
    competition_id,
    player_name,
    club_team_names,
    first_season,
    last_season,
    edition_count,
    goals,
    goals_low,
    goals_high,
    penalties,
    qualifying_goals,
    club_goals,
    club_goals_with_scorer,
    cast(100.0 * club_goals_with_scorer / nullif(club_goals, 0) as numeric(5, 1)) as percent_with_scorer
from careers
order by
    competition_id asc,
    goals desc,
    qualifying_goals desc,
    player_name asc,
    player_id asc
limit 1000
