-- How did each shoot-out go, kick by kick?
-- A null taker_name means that the taker is unknown. The last two columns are the final score of the shoot-out.
-- Limited to the first 1,000 rows; remove the limit for all of them.
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

),

in_order as (

    select
        rounds.round_order,
        rounds.round_name,
        matches.home_team_id,
        matches.away_team_id,
        matches.shootout_home_goals,
        matches.shootout_away_goals,
        kicks.*
    from kicks
    inner join matches on kicks.match_id = matches.match_id
    inner join rounds on matches.round_id = rounds.round_id
    order by
        kicks.edition_id,
        rounds.round_order,
        kicks.match_id,
        kicks.kick_number
    limit 1000

)

select
    editions.edition_name,
    in_order.round_name,
    home.team_name as home_team_name,
    away.team_name as away_team_name,
    in_order.kick_number,
    in_order.round_number,
    kicking_team.team_name as kicking_team_name,
    players.player_name as taker_name,
    in_order.outcome,
    in_order.home_goals_after,
    in_order.away_goals_after,
    in_order.is_sudden_death,
    in_order.is_decisive,
    in_order.shootout_home_goals,
    in_order.shootout_away_goals
from in_order
inner join editions on in_order.edition_id = editions.edition_id
inner join teams as home on in_order.home_team_id = home.team_id
inner join teams as away on in_order.away_team_id = away.team_id
inner join teams as kicking_team on in_order.team_id = kicking_team.team_id
left join players on in_order.player_id = players.player_id
order by
    in_order.edition_id,
    in_order.round_order,
    in_order.match_id,
    in_order.kick_number
