-- How many minutes did each player have, between what limits, and in how many matches are they known exactly?
-- The limits cover the matches he is named in; of the team's other matches they say nothing.
with

players as (

    select * from rpt_player_totals
    where appearances > 0

),

teams as (

    select * from rpt_team_totals

),

editions as (

    select * from dim_editions

)

select
    editions.edition_name,
    players.player_name,
    teams.team_name,
    teams.match_count as matches_of_the_team,
    players.appearances as matches_named_in,
    players.timed_appearances as matches_with_known_minutes,
    players.minutes_low,
    players.minutes_high
from players
inner join teams on players.edition_id = teams.edition_id and players.team_id = teams.team_id
inner join editions on players.edition_id = editions.edition_id
order by
    editions.competition_id asc,
    editions.season asc,
    players.minutes_low desc,
    players.minutes_high desc,
    players.player_name asc,
    players.player_id asc
