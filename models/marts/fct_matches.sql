with

matches as (

    select * from {{ ref('int_matches_ruled') }}

)

select
    match_id,
    edition_id,
    round_id,
    tie_id,
    leg_number,
    match_type,

    scheduled_on,
    played_on,
    kick_off,
    kick_off_basis,
    venue_id,

    home_team_id,
    away_team_id,
    home_goals,
    away_goals,
    played_home_goals,
    played_away_goals,
    half_time_home_goals,
    half_time_away_goals,
    normal_time_home_goals,
    normal_time_away_goals,
    shootout_home_goals,
    shootout_away_goals,
    went_to_extra_time,
    shootout_home_goals is not null as went_to_shootout,
    is_shootout_annulled,
    is_awarded,
    has_all_goals,

    attendance,
    attendance_low,
    attendance_high,
    referee,
    referee_nationality,
    home_manager_id,
    away_manager_id,
    source_ids
from matches
