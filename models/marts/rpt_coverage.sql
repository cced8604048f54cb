with

matches as (

    select * from {{ ref('fct_matches') }}

),

totals as (

    select * from {{ ref('int_matches_totalled') }}

),

appearances as (

    select * from {{ ref('fct_appearances') }}

),

bookings as (

    select * from {{ ref('fct_bookings') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

players_by_side as (

    select
        match_id,
        team_id,
        count(*) as named_players,
        sum(case when minutes_low < minutes_high then 1 else 0 end) as untimed_players,
        sum(case when role = 'substitute' then 1 else 0 end) as substitutions,
        count(case when role = 'substitute' then minute_on end) as substitutions_with_minute
    from appearances
    group by match_id, team_id

),

-- blank lines prove a sheet, not a name: a side printed without names is as well known as its players are
lineups as (

    select
        players_by_side.*,
        case
            when team_sheets.completeness in ('complete', 'starters') then team_sheets.completeness
            else 'partial'
        end as completeness
    from players_by_side
    left join team_sheets
        on players_by_side.match_id = team_sheets.match_id and players_by_side.team_id = team_sheets.team_id

),

bookings_by_match as (

    select
        match_id,
        count(*) as cards
    from bookings
    group by match_id

)

select
    matches.match_id,
    matches.edition_id,
    matches.tie_id,
    matches.played_on,
    matches.home_team_id,
    matches.away_team_id,

    matches.home_goals is not null and matches.away_goals is not null as has_score,
    matches.half_time_home_goals is not null and matches.half_time_away_goals is not null as has_half_time_score,
    totals.goal_count,
    totals.goals_on_record,
    totals.goals_with_scorer,
    totals.goals_with_minute,
    totals.goals_with_assist,

    coalesce(home_lineups.completeness, 'none') as home_lineup,
    coalesce(away_lineups.completeness, 'none') as away_lineup,
    cast(coalesce(home_lineups.named_players, 0) as integer) as home_named_players,
    cast(coalesce(away_lineups.named_players, 0) as integer) as away_named_players,
    cast(coalesce(home_lineups.untimed_players, 0) as integer) as home_untimed_players,
    cast(coalesce(away_lineups.untimed_players, 0) as integer) as away_untimed_players,
    cast(coalesce(home_lineups.substitutions, 0) + coalesce(away_lineups.substitutions, 0) as integer)
        as substitutions,
    cast(
        coalesce(home_lineups.substitutions_with_minute, 0) + coalesce(away_lineups.substitutions_with_minute, 0)
        as integer
    ) as substitutions_with_minute,

    cast(coalesce(bookings_by_match.cards, 0) as integer) as cards_on_record,
    matches.attendance is not null as has_attendance,
    matches.referee is not null as has_referee
from matches
inner join totals on matches.match_id = totals.match_id
left join lineups as home_lineups
    on matches.match_id = home_lineups.match_id and matches.home_team_id = home_lineups.team_id
left join lineups as away_lineups
    on matches.match_id = away_lineups.match_id and matches.away_team_id = away_lineups.team_id
left join bookings_by_match on matches.match_id = bookings_by_match.match_id
