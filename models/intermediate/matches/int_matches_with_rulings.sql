with

legs as (

    select * from {{ ref('stg_legs') }}

),

places as (

    select * from {{ ref('int_legs_placed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'match'

),

rulings_by_match as (

    select
        subject_id as match_id,
        max(case when attribute = 'played_on' then {{ tried_cast('adopted_value', 'date') }} end) as played_on,
        max(case when attribute = 'kick_off' then adopted_value end) as kick_off,
        max(case when attribute = 'attendance' then {{ tried_cast('adopted_value', 'integer') }} end) as attendance,
        max(case when attribute = 'referee' then adopted_value end) as referee,
        max(
            case
                when attribute = 'score' then {{ tried_cast(dbt.split_part('adopted_value', "'-'", 1), 'integer') }}
            end
        )
            as home_goals,
        max(
            case
                when attribute = 'score' then {{ tried_cast(dbt.split_part('adopted_value', "'-'", 2), 'integer') }}
            end
        )
            as away_goals
    from rulings
    group by subject_id

),

goals_in_extra_time as (

    select distinct match_id
    from {{ ref('stg_goals') }}
    where period in ('extra_time_first_half', 'extra_time_second_half')

),

ruled as (

    select
        legs.*,
        places.round_id as placed_round_id,
        places.leg_number as placed_leg_number,
        places.match_type as placed_match_type,
        places.is_match_type_on_record,
        rounds.edition_id,
        coalesce(rulings_by_match.played_on, legs.played_on) as ruled_played_on,
        coalesce(rulings_by_match.kick_off, legs.kick_off) as ruled_kick_off,
        coalesce(rulings_by_match.attendance, legs.attendance) as ruled_attendance,
        coalesce(rulings_by_match.referee, legs.referee) as ruled_referee,
        -- the score at the end, where only the one after ninety minutes is given and nothing followed
        coalesce(
            rulings_by_match.home_goals,
            legs.home_goals, case when not coalesce(legs.went_to_extra_time, false) then legs.normal_time_home_goals end
        )
            as final_home_goals,
        coalesce(
            rulings_by_match.away_goals,
            legs.away_goals, case when not coalesce(legs.went_to_extra_time, false) then legs.normal_time_away_goals end
        )
            as final_away_goals,
        not coalesce(legs.is_shootout_annulled, false) as is_shootout_valid,
        goals_in_extra_time.match_id is not null as has_goal_in_extra_time
    from legs
    inner join places on legs.match_id = places.match_id
    left join rounds on places.round_id = rounds.round_id
    left join rulings_by_match on legs.match_id = rulings_by_match.match_id
    left join goals_in_extra_time on legs.match_id = goals_in_extra_time.match_id

)

select
    ruled.match_id,
    ruled.edition_id,
    ruled.placed_round_id as round_id,
    ruled.tie_id,
    ruled.placed_leg_number as leg_number,
    ruled.placed_match_type as match_type,
    ruled.is_match_type_on_record,

    ruled.scheduled_on,
    ruled.ruled_played_on as played_on,
    ruled.ruled_kick_off as kick_off,
    ruled.kick_off_basis,
    ruled.venue_id,

    ruled.home_team_id,
    ruled.away_team_id,
    ruled.final_home_goals as home_goals,
    ruled.final_away_goals as away_goals,
    -- what the goals add to: the official score, unless one was awarded over it
    case when coalesce(ruled.is_awarded, false) then ruled.played_home_goals else ruled.final_home_goals end
        as played_home_goals,
    case when coalesce(ruled.is_awarded, false) then ruled.played_away_goals else ruled.final_away_goals end
        as played_away_goals,
    ruled.half_time_home_goals,
    ruled.half_time_away_goals,
    ruled.normal_time_home_goals,
    ruled.normal_time_away_goals,
    ruled.shootout_home_goals,
    ruled.shootout_away_goals,
    not ruled.is_shootout_valid as is_shootout_annulled,
    -- where nobody says, a score that grew after ninety minutes does, or a goal in extra time
    coalesce(
        ruled.went_to_extra_time,
        case
            when ruled.has_goal_in_extra_time then true
            when
                ruled.normal_time_home_goals + ruled.normal_time_away_goals
                < ruled.final_home_goals + ruled.final_away_goals
                then true
        end
    ) as went_to_extra_time,
    coalesce(ruled.is_awarded, false) as is_awarded,
    ruled.has_all_goals,

    ruled.ruled_attendance as attendance,
    ruled.ruled_referee as referee,
    ruled.referee_nationality,
    ruled.home_manager_id,
    ruled.away_manager_id,
    ruled.source_ids,
    ruled.remark
from ruled
