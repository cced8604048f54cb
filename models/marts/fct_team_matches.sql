with

team_matches as (

    select * from {{ ref('int_team_matches') }}

)

select
    match_id,
    team_id,
    opponent_team_id,
    edition_id,
    round_id,
    tie_id,
    leg_number,
    match_type,
    played_on,
    venue_side,

    goals_for,
    goals_against,
    goal_difference,
    result,
    shootout_goals_for,
    shootout_goals_against
from team_matches
