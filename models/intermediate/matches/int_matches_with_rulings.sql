-- One row per match, with its round and edition, and with rulings applied.
with

legs as (

    select
        *,
        coalesce(is_awarded, abandonment = 'awarded', false) as is_awarded_over
    from {{ ref('stg_legs') }}

),

places as (

    select * from {{ ref('int_legs_placed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

group_matches as (

    select * from {{ ref('int_group_matches') }}

),

rulings as (

    select * from {{ ref('int_match_rulings') }}

),

goals_in_extra_time as (

    select distinct match_id
    from {{ ref('stg_goals') }}
    where
        period in ('extra_time_first_half', 'extra_time_second_half', 'extra_time_beyond')
        -- no stoppage time is so long
        or minute > 105

)

select
    legs.match_id,
    rounds.edition_id,
    places.round_id,
    rounds.stage_part,
    legs.tie_id,
    group_matches.group_id,
    places.leg_number,
    places.match_type,

    legs.scheduled_on,
    coalesce(rulings.played_on, legs.played_on) as played_on,
    coalesce(rulings.played_on, legs.played_on, legs.played_from) as played_from,
    coalesce(rulings.played_on, legs.played_on, legs.played_to) as played_to,
    coalesce(rulings.kick_off, legs.kick_off) as kick_off,
    legs.kick_off_basis,
    legs.venue_id,
    legs.ground,
    legs.home_basis,
    -- where nobody was at home, or nobody says who, no goal is an away goal
    coalesce(legs.ground, 'home') = 'home' and coalesce(legs.home_basis, 'ground') in ('ground', 'order')
        as has_home_side,

    legs.home_team_id,
    legs.away_team_id,
    coalesce(rulings.home_goals, places.home_goals) as home_goals,
    coalesce(rulings.away_goals, places.away_goals) as away_goals,
    -- what the goals add to: the official score, unless one was awarded over it
    case when legs.is_awarded_over then legs.played_home_goals else coalesce(rulings.home_goals, places.home_goals) end
        as played_home_goals,
    case when legs.is_awarded_over then legs.played_away_goals else coalesce(rulings.away_goals, places.away_goals) end
        as played_away_goals,
    legs.half_time_home_goals,
    legs.half_time_away_goals,
    legs.normal_time_home_goals,
    legs.normal_time_away_goals,
    legs.shootout_home_goals,
    legs.shootout_away_goals,
    coalesce(legs.is_shootout_annulled, false) as is_shootout_annulled,
    -- where the record does not say, a goal in extra time does, or a score that grew after ninety minutes
    coalesce(
        legs.went_to_extra_time,
        case
            when goals_in_extra_time.match_id is not null then true
            when
                legs.normal_time_home_goals + legs.normal_time_away_goals
                < coalesce(rulings.home_goals, places.home_goals) + coalesce(rulings.away_goals, places.away_goals)
                then true
        end
    ) as went_to_extra_time,
    legs.is_awarded_over as is_awarded,
    legs.abandoned_minute,
    legs.abandonment,
    legs.has_all_goals,

    coalesce(rulings.attendance, legs.attendance) as attendance,
    coalesce(rulings.referee, legs.referee) as referee,
    legs.referee_nationality,
    legs.home_manager_id,
    legs.away_manager_id,
    legs.source_ids,
    legs.remark
from legs
inner join places on legs.match_id = places.match_id
left join rounds on places.round_id = rounds.round_id
left join group_matches on legs.match_id = group_matches.match_id
left join rulings on legs.match_id = rulings.match_id
left join goals_in_extra_time on legs.match_id = goals_in_extra_time.match_id
