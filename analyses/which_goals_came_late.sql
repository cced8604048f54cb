-- Which goals fell in the last ten minutes of normal time or extra time, or in stoppage time?
-- The two ahead columns are the scoring team's lead after the goal: 1 is one goal up, 0 level, -1 one down. In the
-- tie it is null if the match belongs to no tie. Goals with an unknown minute cannot be listed.
-- Limited to the first 1,000 rows; remove the limit for all of them.
with

late_goals as (

    select * from fct_goals
    where
        minute between 81 and 90
        or minute between 111 and 120
        or is_stoppage_time

),

goals_by_edition as (

    select
        edition_id,
        count(minute) as goals_with_known_minute
    from fct_goals
    group by edition_id

),

matches as (

    select * from fct_matches

),

ties as (

    select * from fct_ties

),

editions as (

    select * from rpt_edition_summary

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
        late_goals.*
    from late_goals
    inner join rounds on late_goals.round_id = rounds.round_id
    order by
        late_goals.edition_id,
        rounds.round_order,
        late_goals.match_id,
        late_goals.goal_number
    limit 1000

)

select
    editions.edition_name,
    in_order.round_name,
    home.team_name as home_team_name,
    away.team_name as away_team_name,
    in_order.minute,
    in_order.is_stoppage_time,
    in_order.stoppage_minute,
    players.player_name as scorer_name,
    scoring_team.team_name as goal_team_name,
    in_order.home_goals_after,
    in_order.away_goals_after,
    case
        when in_order.team_id = matches.home_team_id then in_order.home_goals_after - in_order.away_goals_after
        else in_order.away_goals_after - in_order.home_goals_after
    end as ahead_in_match_after,
    case
        when in_order.team_id = ties.team_1_id then in_order.team_1_aggregate_after - in_order.team_2_aggregate_after
        else in_order.team_2_aggregate_after - in_order.team_1_aggregate_after
    end as ahead_in_tie_after,
    goals_by_edition.goals_with_known_minute,
    editions.goal_count as goals_in_the_edition
from in_order
inner join editions on in_order.edition_id = editions.edition_id
inner join matches on in_order.match_id = matches.match_id
inner join teams as home on matches.home_team_id = home.team_id
inner join teams as away on matches.away_team_id = away.team_id
inner join teams as scoring_team on in_order.team_id = scoring_team.team_id
inner join goals_by_edition on in_order.edition_id = goals_by_edition.edition_id
left join ties on in_order.tie_id = ties.tie_id
left join players on in_order.scorer_player_id = players.player_id
order by
    in_order.edition_id,
    in_order.round_order,
    in_order.match_id,
    in_order.goal_number
