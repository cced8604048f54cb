-- One row per match: who played, when, and the score at each stage. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('legs') }}

),

typed as (

    select
        {{ typed('match_id') }} as match_id,
        {{ typed('tie_id') }} as tie_id,
        {{ typed('group_id') }} as group_id,
        {{ typed('competition_id') }} as competition_id,
        {{ typed('season', 'integer') }} as season,
        {{ typed('zone') }} as zone,
        {{ typed('round_code') }} as round_code,
        {{ typed('leg_number', 'integer') }} as leg_number,
        {{ typed('match_type') }} as match_type,
        {{ typed('scheduled_on', 'date') }} as scheduled_on,
        {{ typed('played_on', 'date') }} as played_on,
        {{ typed('played_from', 'date') }} as played_from,
        {{ typed('played_to', 'date') }} as played_to,
        {{ typed('kick_off', 'time') }} as kick_off,
        {{ typed('kick_off_basis') }} as kick_off_basis,
        {{ typed('kick_off_source_ids') }} as kick_off_source_ids,
        {{ typed('home_team_id') }} as home_team_id,
        {{ typed('away_team_id') }} as away_team_id,
        {{ typed('ground') }} as ground,
        {{ typed('home_basis') }} as home_basis,
        {{ typed('home_goals', 'integer') }} as home_goals,
        {{ typed('away_goals', 'integer') }} as away_goals,
        {{ typed('half_time_home_goals', 'integer') }} as half_time_home_goals,
        {{ typed('half_time_away_goals', 'integer') }} as half_time_away_goals,
        {{ typed('half_time_source_ids') }} as half_time_source_ids,
        {{ typed('normal_time_home_goals', 'integer') }} as normal_time_home_goals,
        {{ typed('normal_time_away_goals', 'integer') }} as normal_time_away_goals,
        {{ typed('went_to_extra_time', 'boolean') }} as went_to_extra_time,
        {{ typed('shootout_home_goals', 'integer') }} as shootout_home_goals,
        {{ typed('shootout_away_goals', 'integer') }} as shootout_away_goals,
        {{ typed('is_shootout_annulled', 'boolean') }} as is_shootout_annulled,
        {{ typed('shootout_order') }} as shootout_order,
        {{ typed('is_awarded', 'boolean') }} as is_awarded,
        {{ typed('played_home_goals', 'integer') }} as played_home_goals,
        {{ typed('played_away_goals', 'integer') }} as played_away_goals,
        {{ typed('abandoned_minute', 'integer') }} as abandoned_minute,
        {{ typed('abandonment') }} as abandonment,
        {{ typed('has_all_goals', 'boolean') }} as has_all_goals,
        {{ typed('venue_id') }} as venue_id,
        {{ typed('attendance', 'integer') }} as attendance,
        {{ typed('attendance_source_ids') }} as attendance_source_ids,
        {{ typed('referee') }} as referee,
        {{ typed('referee_nationality') }} as referee_nationality,
        {{ typed('referee_source_ids') }} as referee_source_ids,
        {{ typed('home_manager_id') }} as home_manager_id,
        {{ typed('away_manager_id') }} as away_manager_id,
        {{ typed('manager_source_ids') }} as manager_source_ids,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
