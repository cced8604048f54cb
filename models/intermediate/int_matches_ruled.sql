with

legs as (

    select * from {{ ref('stg_legs') }}

),

ties as (

    select * from {{ ref('stg_ties') }}

),

rounds as (

    select * from {{ ref('stg_rounds') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'match'

),

alternatives as (

    select * from {{ ref('int_rulings_alternatives') }}
    where subject_type = 'match'

),

rulings_by_match as (

    select
        subject_id as match_id,
        max(case when attribute = 'played_on' then cast(adopted_value as date) end) as played_on,
        max(case when attribute = 'kick_off' then adopted_value end) as kick_off,
        max(case when attribute = 'attendance' then cast(adopted_value as integer) end) as attendance
    from rulings
    group by subject_id

),

contested_attendances as (

    select
        subject_id as match_id,
        min(cast(other_value as integer)) as lowest,
        max(cast(other_value as integer)) as highest
    from alternatives
    where attribute = 'attendance' and status = 'contested'
    group by subject_id

),

ruled as (

    select
        legs.*,
        ties.round_id,
        rounds.edition_id,
        coalesce(rulings_by_match.played_on, legs.played_on) as ruled_played_on,
        coalesce(rulings_by_match.kick_off, legs.kick_off) as ruled_kick_off,
        coalesce(rulings_by_match.attendance, legs.attendance) as ruled_attendance,
        -- what the goals add to: the official score unless one was awarded over it
        coalesce(legs.played_home_goals, legs.home_goals) as goals_by_home,
        coalesce(legs.played_away_goals, legs.away_goals) as goals_by_away
    from legs
    left join ties on legs.tie_id = ties.tie_id
    left join rounds on ties.round_id = rounds.round_id
    left join rulings_by_match on legs.match_id = rulings_by_match.match_id

)

select
    ruled.match_id,
    ruled.edition_id,
    ruled.round_id,
    ruled.tie_id,
    ruled.leg_number,
    ruled.match_type,

    ruled.scheduled_on,
    ruled.ruled_played_on as played_on,
    ruled.ruled_kick_off as kick_off,
    ruled.kick_off_basis,
    ruled.venue_id,

    ruled.home_team_id,
    ruled.away_team_id,
    ruled.home_goals,
    ruled.away_goals,
    ruled.goals_by_home as played_home_goals,
    ruled.goals_by_away as played_away_goals,
    ruled.half_time_home_goals,
    ruled.half_time_away_goals,
    ruled.normal_time_home_goals,
    ruled.normal_time_away_goals,
    ruled.shootout_home_goals,
    ruled.shootout_away_goals,
    ruled.went_to_extra_time,
    ruled.is_awarded,
    ruled.has_all_goals,

    ruled.ruled_attendance as attendance,
    least(ruled.ruled_attendance, coalesce(contested_attendances.lowest, ruled.ruled_attendance))
        as attendance_low,
    greatest(ruled.ruled_attendance, coalesce(contested_attendances.highest, ruled.ruled_attendance))
        as attendance_high,
    ruled.referee,
    ruled.referee_nationality,
    ruled.home_manager_id,
    ruled.away_manager_id,
    ruled.source_ids
from ruled
left join contested_attendances on ruled.match_id = contested_attendances.match_id
