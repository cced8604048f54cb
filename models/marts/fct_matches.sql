-- One row per match.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ranges as (

    select * from {{ ref('int_matches_ranged') }}

),

totals as (

    select * from {{ ref('int_matches_totalled') }}

)

select
    matches.match_id,
    matches.edition_id,
    matches.round_id,
    matches.stage_part,
    matches.tie_id,
    matches.group_id,
    matches.leg_number,
    matches.match_type,

    matches.scheduled_on,
    matches.played_on,
    matches.played_from,
    matches.played_to,
    matches.kick_off,
    matches.kick_off_basis,
    matches.venue_id,
    matches.ground,
    matches.home_basis,

    matches.home_team_id,
    matches.away_team_id,
    matches.home_goals,
    matches.away_goals,
    ranges.home_goals_low,
    ranges.home_goals_high,
    ranges.away_goals_low,
    ranges.away_goals_high,
    matches.played_home_goals,
    matches.played_away_goals,
    matches.half_time_home_goals,
    matches.half_time_away_goals,
    matches.normal_time_home_goals,
    matches.normal_time_away_goals,
    matches.shootout_home_goals,
    matches.shootout_away_goals,
    matches.went_to_extra_time,
    matches.shootout_home_goals is not null as went_to_shootout,
    matches.is_shootout_annulled,
    matches.is_awarded,
    matches.abandoned_minute,
    matches.abandonment,
    matches.has_all_goals,
    totals.can_be_told,

    matches.attendance,
    ranges.attendance_low,
    ranges.attendance_high,
    matches.referee,
    matches.referee_nationality,
    matches.home_manager_id,
    matches.away_manager_id,
    matches.source_ids,
    matches.remark
from matches
inner join ranges on matches.match_id = ranges.match_id
inner join totals on matches.match_id = totals.match_id
