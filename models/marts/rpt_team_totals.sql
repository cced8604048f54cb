-- One row per team in an edition: goals, minutes and home attendance in the matches that count, each with its range
-- and with how many matches it rests on.
with

team_matches as (

    select * from {{ ref('fct_team_matches') }}

),

matches as (

    select * from {{ ref('int_matches_that_count') }}
    where stage_part = 'proper'

),

lineups as (

    select * from {{ ref('int_lineups_totalled') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

totals as (

    select
        team_matches.edition_id,
        team_matches.team_id,
        count(*) as match_count,
        count(team_matches.goals_for) as scored_match_count,
        sum(team_matches.goals_for) as goals_for,
        sum(team_matches.goals_for_low) as goals_for_low,
        sum(team_matches.goals_for_high) as goals_for_high,
        count(*) filter (where lineups.completeness = 'complete') as complete_lineups,
        sum(coalesce(lineups.players_used, 0)) as named_appearances,
        sum(coalesce(lineups.minutes_low, 0)) as minutes_low,
        sum(coalesce(lineups.minutes_high, 0)) as minutes_high,
        count(matches.attendance) filter (where team_matches.venue_side = 'home') as attended_home_matches,
        sum(matches.attendance) filter (where team_matches.venue_side = 'home') as home_attendance,
        sum(matches.attendance_low) filter (where team_matches.venue_side = 'home') as home_attendance_low,
        sum(matches.attendance_high) filter (where team_matches.venue_side = 'home') as home_attendance_high
    from team_matches
    inner join matches on team_matches.match_id = matches.match_id
    left join lineups on team_matches.match_id = lineups.match_id and team_matches.team_id = lineups.team_id
    group by team_matches.edition_id, team_matches.team_id

)

select
    totals.edition_id,
    totals.team_id,
    teams.team_name,

    cast(totals.match_count as integer) as match_count,
    cast(totals.scored_match_count as integer) as scored_match_count,
    cast(totals.goals_for as integer) as goals_for,
    cast(totals.goals_for_low as integer) as goals_for_low,
    cast(totals.goals_for_high as integer) as goals_for_high,

    cast(totals.complete_lineups as integer) as complete_lineups,
    cast(totals.named_appearances as integer) as named_appearances,
    cast(totals.minutes_low as integer) as minutes_low,
    cast(totals.minutes_high as integer) as minutes_high,

    cast(totals.attended_home_matches as integer) as attended_home_matches,
    cast(totals.home_attendance as integer) as home_attendance,
    cast(totals.home_attendance_low as integer) as home_attendance_low,
    cast(totals.home_attendance_high as integer) as home_attendance_high
from totals
inner join teams on totals.team_id = teams.team_id
