-- Who scored from the penalty spot in play, when, and what was the score after it?
-- Only scored penalties are on record, not missed or saved ones. Kicks of a shoot-out are not included.
-- Limited to the first 1,000 rows; remove the limit for all of them.
with

penalties as (

    select * from fct_goals
    where is_penalty

),

matches as (

    select * from fct_matches

),

editions as (

    select * from dim_editions

),

rounds as (

    select * from dim_rounds

),

teams as (

    select * from dim_teams

),

players as (

    select * from dim_players

)

select
    editions.edition_name,
    rounds.round_name,
    matches.played_on,
    home.team_name as home_team_name,
    away.team_name as away_team_name,
    players.player_name as scorer_name,
    scoring_team.team_name as scorer_team_name,
    penalties.minute,
    penalties.stoppage_minute,
    penalties.home_goals_after,
    penalties.away_goals_after,
    penalties.is_contested as is_scorer_contested
from penalties
inner join matches on penalties.match_id = matches.match_id
inner join editions on matches.edition_id = editions.edition_id
inner join rounds on matches.round_id = rounds.round_id
inner join teams as home on matches.home_team_id = home.team_id
inner join teams as away on matches.away_team_id = away.team_id
inner join teams as scoring_team on penalties.team_id = scoring_team.team_id
left join players on penalties.scorer_player_id = players.player_id
order by
    editions.competition_id,
    editions.season,
    rounds.round_order,
    penalties.match_id,
    penalties.goal_number
limit 1000
