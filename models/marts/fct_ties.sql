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

    cast(leg_count as integer) as leg_count,
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
    winner_team_id,
    off_pitch_decision,
    advanced_team_id
from ties
