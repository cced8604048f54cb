-- One row per edition with a champion: the team that advanced from the only tie of the last round.
with

last_ties as (

    select * from {{ ref('int_last_ties') }}

)

select
    edition_id,
    tie_id,
    advanced_team_id as team_id,
    case when advanced_team_id = team_1_id then team_2_id else team_1_id end as runner_up_team_id
from last_ties
where advanced_team_id is not null
