-- A tie in numbers, from the states between its goals: how often the lead changed, how long each side was ahead, what
-- the winner had to make up, and the goal since which it was ahead for good.
with

states as (

    select * from {{ ref('int_tie_leads') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

-- from one side that was going through to the next, level states passed over
led as (

    select
        tie_id,
        going_through_team_id,
        lag(going_through_team_id) over (partition by tie_id order by state_number) as team_before_id
    from states
    where going_through_team_id is not null

),

changes as (

    select
        tie_id,
        count(*) filter (where going_through_team_id != team_before_id) as lead_change_count
    from led
    group by tie_id

),

-- since when the winner was going through for good
last_otherwise as (

    select
        states.tie_id,
        max(case when states.going_through_team_id = ties.winner_team_id then -1 else states.state_number end)
            as state_number
    from states
    inner join ties on states.tie_id = ties.tie_id
    where ties.winner_team_id is not null
    group by states.tie_id

),

sums as (

    select
        states.tie_id,
        coalesce(
            sum(states.to_clock - states.from_clock) filter (where states.going_through_team_id = ties.team_1_id), 0
        ) as team_1_minutes_ahead,
        coalesce(
            sum(states.to_clock - states.from_clock) filter (where states.going_through_team_id = ties.team_2_id), 0
        ) as team_2_minutes_ahead,
        max(case ties.winner_team_id
            when ties.team_1_id then states.team_2_aggregate - states.team_1_aggregate
            when ties.team_2_id then states.team_1_aggregate - states.team_2_aggregate
        end) as deficit_overcome
    from states
    inner join ties on states.tie_id = ties.tie_id
    group by states.tie_id

)

select
    sums.tie_id,
    coalesce(changes.lead_change_count, 0) as lead_change_count,
    sums.team_1_minutes_ahead,
    sums.team_2_minutes_ahead,
    case when sums.deficit_overcome > 0 then sums.deficit_overcome when sums.deficit_overcome is not null then 0 end
        as deficit_overcome,
    deciding_states.goal_id as deciding_goal_id
from sums
left join changes on sums.tie_id = changes.tie_id
left join last_otherwise on sums.tie_id = last_otherwise.tie_id
left join states as deciding_states
    on sums.tie_id = deciding_states.tie_id and last_otherwise.state_number + 1 = deciding_states.state_number
