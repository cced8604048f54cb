-- Each tie with what its sides have, the rule in force, and how many legs were planned.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}

),

planned as (

    select
        ties.tie_id,
        rules.tie_rule_id,
        coalesce(
            ties.matches_planned,
            rules.matches_per_tie,
            case when ties.is_single then 1 when ties.base_leg_count > 0 then greatest(ties.base_leg_count, 2) end
        ) as planned_leg_count
    from ties
    left join rules on ties.tie_id = rules.tie_id

)

select
    ties.tie_id,
    ties.edition_id,
    ties.round_id,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,
    planned.tie_rule_id,
    planned.planned_leg_count,
    coalesce(
        ties.base_leg_count > 0
        and ties.base_leg_count = ties.scored_leg_count
        and ties.base_leg_count = planned.planned_leg_count,
        false
    ) as has_all_legs,

    ties.better_record_team_id,
    ties.lots_winner_team_id,
    ties.off_pitch_decision,
    ties.off_pitch_advanced,

    ties.base_leg_count,
    ties.scored_leg_count,
    ties.is_single,
    ties.has_extra_time,
    ties.is_extra_time_on_record,
    ties.play_off_count,
    ties.has_play_off_extra_time,
    ties.replay_count,
    ties.has_replay_extra_time,

    ties.team_1_aggregate,
    ties.team_2_aggregate,
    ties.team_1_normal_time_aggregate,
    ties.team_2_normal_time_aggregate,
    ties.team_1_points,
    ties.team_2_points,
    ties.team_1_normal_time_away_goals,
    ties.team_2_normal_time_away_goals,
    ties.team_1_away_goals,
    ties.team_2_away_goals,
    ties.team_1_play_off_normal_time_goals,
    ties.team_2_play_off_normal_time_goals,
    ties.team_1_play_off_goals,
    ties.team_2_play_off_goals,
    ties.team_1_replay_goals,
    ties.team_2_replay_goals,
    ties.team_1_shootout_goals,
    ties.team_2_shootout_goals
from ties
inner join planned on ties.tie_id = planned.tie_id
