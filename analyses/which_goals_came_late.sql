-- Which goals fell in the last ten minutes of normal or extra time, or in stoppage time?
-- Ahead after it: 1 one goal up, 0 level, -1 one down; null in the tie: the match is of no tie.
-- Minutes are as adopted, also where sources differ; only goals with a known minute can be listed.
-- The first thousand; take the limit away for all.
with

goals as (

    select * from fct_goals

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

goals_by_edition as (

    select
        edition_id,
        count(minute) as goals_with_known_minute
    from goals
    group by edition_id

),

late_goals as (

    select
        goals.*,
        matches.round_id,
        matches.home_team_id,
        matches.away_team_id,
        case
            when goals.team_id = matches.home_team_id
                then goals.home_goals_after - goals.away_goals_after
            else goals.away_goals_after - goals.home_goals_after
        end as ahead_in_match_after,
        case
            when goals.team_id = ties.team_1_id
                then goals.team_1_aggregate_after - goals.team_2_aggregate_after
            else goals.team_2_aggregate_after - goals.team_1_aggregate_after
        end as ahead_in_tie_after
    from goals
    inner join matches on goals.match_id = matches.match_id
    left join ties on matches.tie_id = ties.tie_id
    where
        goals.minute between 81 and 90
        or goals.minute between 111 and 120
        or goals.is_stoppage_time

)

select
    editions.edition_name,
    rounds.round_name,
    home.team_name as home_team_name,
    away.team_name as away_team_name,
    late_goals.minute,
    late_goals.is_stoppage_time,
    late_goals.stoppage_minute,
    players.player_name as scorer_name,
    scoring_team.team_name as goal_team_name,
    late_goals.home_goals_after,
    late_goals.away_goals_after,
    late_goals.ahead_in_match_after,
    late_goals.ahead_in_tie_after,
    goals_by_edition.goals_with_known_minute,
    editions.goal_count as goals_in_the_edition
from late_goals
inner join editions on late_goals.edition_id = editions.edition_id
inner join rounds on late_goals.round_id = rounds.round_id
inner join teams as home on late_goals.home_team_id = home.team_id
inner join teams as away on late_goals.away_team_id = away.team_id
inner join teams as scoring_team on late_goals.team_id = scoring_team.team_id
inner join goals_by_edition on late_goals.edition_id = goals_by_edition.edition_id
left join players on late_goals.scorer_player_id = players.player_id
order by
    editions.competition_id,
    editions.season,
    rounds.round_order,
    late_goals.match_id,
    late_goals.goal_number
limit 1000
