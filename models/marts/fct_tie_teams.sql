-- One row per team in a tie, with its aggregate and whether it advanced.
with

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

)

select
    tie_id,
    team_id,
    edition_id,
    round_id,
    opponent_team_id,
    aggregate_for,
    aggregate_against,
    has_advanced
from tie_teams
