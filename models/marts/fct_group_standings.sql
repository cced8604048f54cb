-- One row per team in a group: its results, its place, and the step that sets it apart from all others.
with

standings as (

    select * from {{ ref('int_group_standings') }}

)

select
    group_id,
    team_id,
    edition_id,
    round_id,
    stage_part,
    team_rank,
    is_rank_shared,

    matches_played,
    won,
    drawn,
    lost,
    goals_for,
    goals_against,
    goal_difference,
    points,
    points_deducted,

    ranked_by,
    undecided_reason,
    rank_on_record,
    is_rank_on_record,
    has_advanced
from standings
