-- One row per state of a tie: the team that would have gone through had the tie ended there, by the first step of its
-- rule that separates the sides. Null as long as no step that looks at goals does.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

played as (

    select * from {{ ref('int_ties_played') }}

),

-- only the lead in points matters, so legs won less legs lost stand in for them
states as (

    select
        states.*,
        states.leg_balance as team_1_points,
        0 as team_2_points,
        played.tie_rule_id,
        played.counts_away_goals,
        ties.edition_id,
        ties.team_1_id,
        ties.team_2_id
    from {{ ref('int_tie_states') }} as states
    inner join ties on states.tie_id = ties.tie_id
    inner join played on states.tie_id = played.tie_id

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}
    -- states are those of the legs; a play-off counts by itself
    where is_in_force and is_in_timeline and stage in ('after_normal_time', 'after_extra_time')

),

values_compared as (

    select
        states.tie_id,
        states.state_number,
        ladders.step_number,
        case ladders.compares {{ values_over_the_legs('states', 'team_1', 'team_2') }} end as team_1_value,
        case ladders.compares {{ values_over_the_legs('states', 'team_2', 'team_1') }} end as team_2_value
    from states
    inner join ladders on states.tie_rule_id = ladders.ladder_id
    where states.counts_away_goals or ladders.compares not like 'away_goals%'

),

steps as (

    select
        *,
        case
            when team_1_value > team_2_value then 'team_1'
            when team_2_value > team_1_value then 'team_2'
            else 'level'
        end as verdict
    from values_compared

),

ends as (

    {{ first_step_not_level('steps', ['tie_id', 'state_number']) }}

),

leads as (

    select
        states.tie_id,
        states.edition_id,
        states.state_number,
        states.goal_id,
        states.leg_number,
        states.from_clock,
        -- a golden goal is the end
        coalesce(states.next_clock, case when ladders.ends_play then states.from_clock else states.clock_at_end end)
            as to_clock,
        states.team_1_aggregate,
        states.team_2_aggregate,
        case ends.winning_side when 'team_1' then states.team_1_id when 'team_2' then states.team_2_id end
            as going_through_team_id
    from states
    left join ends on states.tie_id = ends.tie_id and states.state_number = ends.state_number
    left join ladders on states.tie_rule_id = ladders.ladder_id and ends.last_step_number = ladders.step_number

),

changes as (

    select
        *,
        lag(going_through_team_id) over (partition by tie_id order by state_number) as was_going_through_team_id
    from leads

)

select
    tie_id,
    edition_id,
    state_number,
    goal_id,
    leg_number,
    from_clock,
    to_clock,
    team_1_aggregate,
    team_2_aggregate,
    going_through_team_id,
    state_number > 0 and (going_through_team_id is distinct from was_going_through_team_id)
        as changed_who_was_going_through
from changes
