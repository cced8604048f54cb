with

kicks as (

    select * from {{ ref('int_shootout_kicks_counted') }}

)

select
    kick_id,
    match_id,
    edition_id,
    tie_id,
    kick_number,
    cast(round_number as integer) as round_number,
    team_id,
    player_id,
    outcome,
    is_scored,
    cast(home_goals_after as integer) as home_goals_after,
    cast(away_goals_after as integer) as away_goals_after,
    is_sudden_death,
    is_decisive,
    source_ids,
    remark
from kicks
