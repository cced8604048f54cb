with

team_matches as (

    select * from {{ ref('fct_team_matches') }}

),

counted as (

    select * from {{ ref('int_matches_that_count') }}

),

coverage as (

    select * from {{ ref('rpt_coverage') }}

),

appearances as (

    select * from {{ ref('fct_appearances') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

minutes_by_side as (

    select
        match_id,
        team_id,
        count(*) as named_players,
        sum(minutes_low) as minutes_low,
        sum(minutes_high) as minutes_high
    from appearances
    where role != 'unused_substitute'
    group by match_id, team_id

),

sides as (

    select
        team_matches.edition_id,
        team_matches.team_id,
        team_matches.goals_for,
        team_matches.goals_for_low,
        team_matches.goals_for_high,
        case team_matches.venue_side when 'home' then coverage.home_lineup else coverage.away_lineup end as lineup,
        case when team_matches.venue_side = 'home' then counted.attendance end as home_attendance,
        case when team_matches.venue_side = 'home' then counted.attendance_low end as home_attendance_low,
        case when team_matches.venue_side = 'home' then counted.attendance_high end as home_attendance_high,
        minutes_by_side.named_players,
        minutes_by_side.minutes_low,
        minutes_by_side.minutes_high
    from team_matches
    inner join counted on team_matches.match_id = counted.match_id
    inner join coverage on team_matches.match_id = coverage.match_id
    left join minutes_by_side
        on team_matches.match_id = minutes_by_side.match_id and team_matches.team_id = minutes_by_side.team_id

),

totals as (

    select
        edition_id,
        team_id,
        count(*) as match_count,
        count(goals_for) as scored_match_count,
        sum(goals_for) as goals_for,
        sum(goals_for_low) as goals_for_low,
        sum(goals_for_high) as goals_for_high,
        sum(case when lineup = 'complete' then 1 else 0 end) as complete_lineups,
        sum(coalesce(named_players, 0)) as named_appearances,
        sum(coalesce(minutes_low, 0)) as minutes_low,
        sum(coalesce(minutes_high, 0)) as minutes_high,
        count(home_attendance) as attended_home_matches,
        sum(home_attendance) as home_attendance,
        sum(home_attendance_low) as home_attendance_low,
        sum(home_attendance_high) as home_attendance_high
    from sides
    group by edition_id, team_id

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
