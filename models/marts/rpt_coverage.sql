-- One row per match: what is known of it and what is not.
with

matches as (

    select * from {{ ref('fct_matches') }}

),

totals as (

    select * from {{ ref('int_matches_totalled') }}

),

lineups as (

    select * from {{ ref('int_lineups_totalled') }}

),

bookings_by_match as (

    select
        match_id,
        cast(count(*) as integer) as cards
    from {{ ref('fct_bookings') }}
    group by match_id

)

select
    matches.match_id,
    matches.edition_id,
    matches.stage_part,
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
    coalesce(home_lineups.players_named, 0) as home_named_players,
    coalesce(away_lineups.players_named, 0) as away_named_players,
    coalesce(home_lineups.players_untimed, 0) as home_untimed_players,
    coalesce(away_lineups.players_untimed, 0) as away_untimed_players,
    coalesce(home_lineups.substitutions, 0) + coalesce(away_lineups.substitutions, 0) as substitutions,
    coalesce(home_lineups.substitutions_with_minute, 0) + coalesce(away_lineups.substitutions_with_minute, 0)
        as substitutions_with_minute,

    coalesce(bookings_by_match.cards, 0) as cards_on_record,
    matches.attendance is not null as has_attendance,
    matches.referee is not null as has_referee
from matches
inner join totals on matches.match_id = totals.match_id
left join lineups as home_lineups
    on matches.match_id = home_lineups.match_id and matches.home_team_id = home_lineups.team_id
left join lineups as away_lineups
    on matches.match_id = away_lineups.match_id and matches.away_team_id = away_lineups.team_id
left join bookings_by_match on matches.match_id = bookings_by_match.match_id
