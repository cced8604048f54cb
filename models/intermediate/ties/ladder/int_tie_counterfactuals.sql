-- How each rule set that is tried on a tie would have ended it: by the first of its steps that is not level. Each tie
-- is taken as it was played. Nobody can know what another winner would have done in the next round.
with

steps as (

    select * from {{ ref('int_tie_measures') }}
    where not is_in_force

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}
    where not is_in_force

),

ends as (

    {{ first_step_not_level('steps', ['tie_id', 'ladder_id']) }}

)

select
    ends.tie_id,
    ends.ladder_id as rule_set_id,
    case when ends.winning_side is not null then ladders.step end as decided_by,
    ends.winning_side
from ends
left join ladders on ends.ladder_id = ladders.ladder_id and ends.last_step_number = ladders.step_number
