-- How many minutes did each player play, at least and at most, and in how many matches are they known exactly?
-- Only matches in which the player is named are counted; he may have played in others.
-- Limited to the first 1,000 rows; remove the limit for all of them.
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

),

in_order as (

    select * from players
    order by
        edition_id asc,
        minutes_low desc,
        minutes_high desc,
        player_name asc,
        player_id asc
    limit 1000

)

select
    editions.edition_name,
    in_order.player_name,
    teams.team_name,
    teams.match_count as matches_of_the_team,
    in_order.appearances as matches_named_in,
    in_order.timed_appearances as matches_with_known_minutes,
    in_order.minutes_low,
    in_order.minutes_high
from in_order
inner join editions on in_order.edition_id = editions.edition_id
inner join teams on in_order.edition_id = teams.edition_id and in_order.team_id = teams.team_id
order by
    in_order.edition_id asc,
    in_order.minutes_low desc,
    in_order.minutes_high desc,
    in_order.player_name asc,
    in_order.player_id asc
