-- How each rule set that is tried on a tie would have ended it, by the first of its steps that is not level.
with

measures as (

    select * from {{ ref('int_tie_measures') }}
    where not is_in_force

),

-- the first step at which each side is ahead, and the first of which nothing is on record
firsts as (

    select
        tie_id,
        ladder_id as rule_set_id,
        min(case when ahead = 'team_1' then step_number end) as team_1_step,
        min(case when ahead = 'team_2' then step_number end) as team_2_step,
        min(case when ahead is null then step_number end) as open_step
    from measures
    group by tie_id, ladder_id

)

select
    tie_id,
    rule_set_id,
    least(team_1_step, team_2_step, open_step) as last_step_number,
    case least(team_1_step, team_2_step, open_step) when team_1_step then 'team_1' when team_2_step then 'team_2' end
        as winning_side
from firsts
