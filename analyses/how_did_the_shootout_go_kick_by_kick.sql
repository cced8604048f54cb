-- How did each shoot-out go, kick by kick?
-- A null taker is not on record; the last two columns are the final score of the shoot-out.
-- The first thousand; take the limit away for all.
with

kicks as (

    select * from fct_shootout_kicks

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
    home.team_name as home_team_name,
    away.team_name as away_team_name,
    kicks.kick_number,
    kicks.round_number,
    kicking_team.team_name as kicking_team_name,
    players.player_name as taker_name,
    kicks.outcome,
    kicks.home_goals_after,
    kicks.away_goals_after,
    kicks.is_sudden_death,
    kicks.is_decisive,
    matches.shootout_home_goals,
    matches.shootout_away_goals
from kicks
inner join matches on kicks.match_id = matches.match_id
inner join editions on matches.edition_id = editions.edition_id
inner join rounds on matches.round_id = rounds.round_id
inner join teams as home on matches.home_team_id = home.team_id
inner join teams as away on matches.away_team_id = away.team_id
inner join teams as kicking_team on kicks.team_id = kicking_team.team_id
left join players on kicks.player_id = players.player_id
order by
    editions.competition_id,
    editions.season,
    rounds.round_order,
    kicks.match_id,
    kicks.kick_number
limit 1000
