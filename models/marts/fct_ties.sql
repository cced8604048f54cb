with

ties as (

    select * from {{ ref('int_ties_decided') }}

)

select
    tie_id,
    edition_id,
    round_id,
    tie_order,
    team_1_id,
    team_2_id,

    cast(planned_leg_count as integer) as planned_leg_count,
    cast(base_leg_count as integer) as leg_count,
    cast(play_off_count as integer) as play_off_count,
    cast(replay_count as integer) as replay_count,
    cast(team_1_aggregate as integer) as team_1_aggregate,
    cast(team_2_aggregate as integer) as team_2_aggregate,
    cast(team_1_away_goals as integer) as team_1_away_goals,
    cast(team_2_away_goals as integer) as team_2_away_goals,
    cast(team_1_normal_time_aggregate as integer) as team_1_normal_time_aggregate,
    cast(team_2_normal_time_aggregate as integer) as team_2_normal_time_aggregate,
    cast(team_1_normal_time_away_goals as integer) as team_1_normal_time_away_goals,
    cast(team_2_normal_time_away_goals as integer) as team_2_normal_time_away_goals,
    went_to_extra_time,
    team_1_shootout_goals,
    team_2_shootout_goals,

    tie_rule_id,
    status,
    undecided_reason,
    decided_by,
    decided_at,
    winner_team_id,
    off_pitch_decision,
    off_pitch_advanced,
    advanced_team_id
from ties
