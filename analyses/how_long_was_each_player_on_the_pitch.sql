-- How many minutes did each player have, as far as known, and between what limits?
-- The limits cover the matches he is named in; of the team's other matches they say nothing.
with

appearances as (

    select * from fct_appearances
    where role != 'unused_substitute'

),

team_matches as (

    select * from fct_team_matches

),

editions as (

    select * from dim_editions

),

teams as (

    select * from dim_teams

),

players as (

    select * from dim_players

),

appearances_by_player as (

    select
        edition_id,
        team_id,
        player_id,
        count(*) as matches_named_in,
        count(minutes) as matches_with_known_minutes,
        sum(minutes) as minutes_where_known,
        sum(minutes_low) as minutes_low,
        sum(minutes_high) as minutes_high
    from appearances
    group by edition_id, team_id, player_id

),

matches_by_team as (

    select
        edition_id,
        team_id,
        count(*) as matches_of_the_team
    from team_matches
    group by edition_id, team_id

)

select
    editions.edition_name,
    players.player_name,
    teams.team_name,
    matches_by_team.matches_of_the_team,
    appearances_by_player.matches_named_in,
    appearances_by_player.matches_with_known_minutes,
    appearances_by_player.minutes_where_known,
    appearances_by_player.minutes_low,
    appearances_by_player.minutes_high
from appearances_by_player
inner join matches_by_team
    on
        appearances_by_player.edition_id = matches_by_team.edition_id
        and appearances_by_player.team_id = matches_by_team.team_id
inner join editions on appearances_by_player.edition_id = editions.edition_id
inner join teams on appearances_by_player.team_id = teams.team_id
inner join players on appearances_by_player.player_id = players.player_id
order by
    editions.competition_id asc,
    editions.season asc,
    appearances_by_player.minutes_low desc,
    appearances_by_player.minutes_high desc,
    players.player_name asc,
    appearances_by_player.player_id asc,
    appearances_by_player.team_id asc
