-- One row per kick of a shoot-out, with the score after it.
with

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

)

select
    kick_id,
    match_id,
    edition_id,
    tie_id,
    kick_number,
    round_number,
    shootout_order,
    team_id,
    player_id,
    outcome,
    is_scored,
    home_goals_after,
    away_goals_after,
    is_sudden_death,
    is_decisive,
    source_ids,
    remark
from kicks
