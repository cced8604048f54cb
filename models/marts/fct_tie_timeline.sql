-- Ties in which a goal or its minute is not on record have no rows here, rather than half a story.
with

leads as (

    select * from {{ ref('int_tie_leads') }}

)

select
    tie_id,
    cast(state_number as integer) as state_number,
    edition_id,
    goal_id,
    leg_number,
    cast(from_clock as integer) as from_clock,
    cast(to_clock as integer) as to_clock,
    team_1_aggregate,
    team_2_aggregate,
    going_through_team_id,
    changed_who_was_going_through
from leads
