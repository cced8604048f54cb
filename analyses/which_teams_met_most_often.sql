-- Which two teams met most often, and who came off better?
-- Of both parts of an edition. Each pair once, the team with more wins first. A win in a tie is one on the pitch.
-- Limited to the first 1,000 rows; remove the limit for all of them.
with

pairs as (

    select
        *,
        match_count + qualifying_match_count as meetings,
        won + qualifying_won as all_won,
        lost + qualifying_lost as all_lost
    from rpt_head_to_head

)

select
    competition_id,
    team_name,
    opponent_team_name,
    meetings,
    all_won as won,
    drawn + qualifying_drawn as drawn,
    all_lost as lost,
    coalesce(goals_for, 0) + coalesce(qualifying_goals_for, 0) as goals_for,
    coalesce(goals_against, 0) + coalesce(qualifying_goals_against, 0) as goals_against,
    ties_played + qualifying_ties_played as ties_played,
    ties_won + qualifying_ties_won as ties_won,
    ties_lost + qualifying_ties_lost as ties_lost,
    first_season,
    last_season
from pairs
where all_won > all_lost or (all_won = all_lost and team_id < opponent_team_id)
order by
    competition_id asc,
    meetings desc,
    team_name asc,
    opponent_team_name asc
limit 1000
