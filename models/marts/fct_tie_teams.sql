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
    cast(aggregate_for as integer) as aggregate_for,
    cast(aggregate_against as integer) as aggregate_against,
    has_advanced
from tie_teams
