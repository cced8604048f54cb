-- What each side of a tie has, at every point at which a rule may look.
with

ties as (

    select * from {{ ref('int_ties_known') }}

),

rounds as (

    select * from {{ ref('int_rounds_known') }}

),

team_matches as (

    select * from {{ ref('int_team_matches') }}
    where tie_id is not null and match_type != 'annulled'

),

-- goals in ninety minutes: as recorded, or the final score where no extra time was played; where
-- it was, and nobody kept the score before it, they stay unknown
timed as (

    select
        *,
        match_type in ('leg', 'single') as is_base,
        coalesce(went_to_extra_time, false) as had_extra_time,
        case
            when is_awarded then goals_for
            when coalesce(went_to_extra_time, false) then normal_time_goals_for
            else coalesce(normal_time_goals_for, goals_for)
        end as goals_in_normal_time,
        case
            when is_awarded then goals_against
            when coalesce(went_to_extra_time, false) then normal_time_goals_against
            else coalesce(normal_time_goals_against, goals_against)
        end as goals_against_in_normal_time,
        row_number() over (
            partition by tie_id, team_id, match_type
            order by played_on desc nulls last, leg_number desc nulls last, {{ bytewise('match_id') }} desc
        ) as place_from_the_end
    from team_matches

),

pointed as (

    select
        *,
        case
            when goals_in_normal_time > goals_against_in_normal_time then 2
            when goals_in_normal_time = goals_against_in_normal_time then 1
            when goals_in_normal_time < goals_against_in_normal_time then 0
        end as points
    from timed

),

-- count(x) against count(*) keeps a sum unknown where one leg is unknown
legs_by_team as (

    select
        tie_id,
        team_id,
        count(*) as base_leg_count,
        count(goals_for) as scored_leg_count,
        max(case when match_type = 'single' then 1 else 0 end) as single_count,
        max(case when is_awarded then 1 else 0 end) as awarded_count,
        max(case when had_extra_time then 1 else 0 end) as extra_time_count,
        count(went_to_extra_time) as extra_time_known_count,
        case when count(goals_for) = count(*) then sum(goals_for) end as aggregate,
        case when count(goals_in_normal_time) = count(*) then sum(goals_in_normal_time) end
            as normal_time_aggregate,
        case when count(points) = count(*) then sum(points) end as points,
        case
            when count(goals_in_normal_time) = count(*)
                then sum(case when venue_side = 'away' then goals_in_normal_time else 0 end)
        end as normal_time_away_goals,
        case when count(goals_for) = count(*) then sum(case when venue_side = 'away' then goals_for else 0 end) end
            as away_goals
    from pointed
    where is_base
    group by tie_id, team_id

),

-- a play-off or replay counts alone, and of several the last one
beyond_by_team as (

    select
        tie_id,
        team_id,
        sum(case when match_type = 'play_off' then 1 else 0 end) as play_off_count,
        sum(case when match_type = 'replay' then 1 else 0 end) as replay_count,
        max(case when match_type = 'play_off' and place_from_the_end = 1 then goals_for end) as play_off_goals,
        max(case when match_type = 'play_off' and place_from_the_end = 1 then goals_in_normal_time end)
            as play_off_normal_time_goals,
        max(case when match_type = 'play_off' and had_extra_time then 1 else 0 end) as play_off_extra_time_count,
        max(case when match_type = 'replay' and place_from_the_end = 1 then goals_for end) as replay_goals,
        max(case when match_type = 'replay' and place_from_the_end = 1 then goals_in_normal_time end)
            as replay_normal_time_goals,
        max(case when match_type = 'replay' and place_from_the_end = 1 and had_extra_time then 1 else 0 end)
            as replay_extra_time_count,
        max(case when not is_shootout_annulled then shootout_goals_for end) as shootout_goals
    from pointed
    group by tie_id, team_id

),

scores_by_team as (

    select
        beyond_by_team.*,
        legs_by_team.base_leg_count,
        legs_by_team.scored_leg_count,
        legs_by_team.single_count,
        legs_by_team.awarded_count,
        legs_by_team.extra_time_count,
        legs_by_team.extra_time_known_count,
        legs_by_team.aggregate,
        legs_by_team.normal_time_aggregate,
        legs_by_team.points,
        legs_by_team.normal_time_away_goals,
        legs_by_team.away_goals
    from beyond_by_team
    left join legs_by_team
        on beyond_by_team.tie_id = legs_by_team.tie_id and beyond_by_team.team_id = legs_by_team.team_id

)

select
    ties.tie_id,
    ties.round_id,
    rounds.edition_id,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,
    ties.matches_planned,
    ties.better_record_team_id,
    ties.lots_winner_team_id,
    coalesce(ties.off_pitch_decision, case when team_1.awarded_count = 1 then 'award' end) as off_pitch_decision,
    ties.off_pitch_advanced,

    coalesce(team_1.base_leg_count, 0) as base_leg_count,
    coalesce(team_1.scored_leg_count, 0) as scored_leg_count,
    coalesce(team_1.single_count, 0) > 0 as is_single,
    coalesce(team_1.extra_time_count, 0) > 0 as has_extra_time,
    coalesce(team_1.extra_time_known_count, 0) = coalesce(team_1.base_leg_count, 0) as is_extra_time_on_record,
    coalesce(team_1.play_off_count, 0) as play_off_count,
    coalesce(team_1.play_off_extra_time_count, 0) > 0 as has_play_off_extra_time,
    coalesce(team_1.replay_count, 0) as replay_count,
    coalesce(team_1.replay_extra_time_count, 0) > 0 as has_replay_extra_time,

    team_1.aggregate as team_1_aggregate,
    team_2.aggregate as team_2_aggregate,
    team_1.normal_time_aggregate as team_1_normal_time_aggregate,
    team_2.normal_time_aggregate as team_2_normal_time_aggregate,
    team_1.points as team_1_points,
    team_2.points as team_2_points,
    team_1.normal_time_away_goals as team_1_normal_time_away_goals,
    team_2.normal_time_away_goals as team_2_normal_time_away_goals,
    team_1.away_goals as team_1_away_goals,
    team_2.away_goals as team_2_away_goals,
    team_1.play_off_normal_time_goals as team_1_play_off_normal_time_goals,
    team_2.play_off_normal_time_goals as team_2_play_off_normal_time_goals,
    team_1.play_off_goals as team_1_play_off_goals,
    team_2.play_off_goals as team_2_play_off_goals,
    team_1.replay_normal_time_goals as team_1_replay_normal_time_goals,
    team_2.replay_normal_time_goals as team_2_replay_normal_time_goals,
    team_1.replay_goals as team_1_replay_goals,
    team_2.replay_goals as team_2_replay_goals,
    team_1.shootout_goals as team_1_shootout_goals,
    team_2.shootout_goals as team_2_shootout_goals
from ties
inner join rounds on ties.round_id = rounds.round_id
left join scores_by_team as team_1 on ties.tie_id = team_1.tie_id and ties.team_1_id = team_1.team_id
left join scores_by_team as team_2 on ties.tie_id = team_2.tie_id and ties.team_2_id = team_2.team_id
