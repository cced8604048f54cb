-- The states of a tie between its goals, in order: from which minute on, and what each side had by then.
with

legs as (

    select * from {{ ref('int_tie_clocks') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

beginnings as (

    select distinct
        tie_id,
        cast(null as {{ dbt.type_string() }}) as goal_id,
        1 as leg_number,
        0 as goal_number,
        0 as from_clock,
        clock_at_end,
        false as has_extra_time,
        true as is_team_1_home,
        0 as team_1_goal,
        0 as team_2_goal
    from legs

),

goals_of_ties as (

    select
        legs.tie_id,
        goals.goal_id,
        legs.leg_number,
        goals.goal_number,
        legs.clock_at_start + goals.minute as from_clock,
        legs.clock_at_end,
        goals.minute > 90 as has_extra_time,
        legs.is_team_1_home,
        case when goals.team_id = ties.team_1_id then 1 else 0 end as team_1_goal,
        case when goals.team_id = ties.team_2_id then 1 else 0 end as team_2_goal
    from legs
    inner join ties on legs.tie_id = ties.tie_id
    inner join goals on legs.match_id = goals.match_id

),

states as (

    select * from beginnings
    union all
    select * from goals_of_ties

),

-- where the goal of a state counts: in normal time, away from home
parts as (

    select
        *,
        case when has_extra_time then 0 else 1 end as normal,
        case when is_team_1_home then 0 else 1 end as team_1_away,
        case when is_team_1_home then 1 else 0 end as team_2_away
    from states

),

leg_leads as (

    select
        *,
        (team_1_goal - team_2_goal) * normal as leg_goal,
        sum((team_1_goal - team_2_goal) * normal) over (
            partition by tie_id, leg_number order by goal_number rows unbounded preceding
        ) as leg_lead
    from parts

)

select
    tie_id,
    row_number() over in_order - 1 as state_number,
    goal_id,
    leg_number,
    from_clock,
    lead(from_clock) over in_order as next_clock,
    clock_at_end,
    has_extra_time,

    cast(sum(team_1_goal) over so_far as integer) as team_1_aggregate,
    cast(sum(team_2_goal) over so_far as integer) as team_2_aggregate,
    cast(sum(team_1_goal * team_1_away) over so_far as integer) as team_1_away_goals,
    cast(sum(team_2_goal * team_2_away) over so_far as integer) as team_2_away_goals,
    cast(sum(team_1_goal * normal) over so_far as integer) as team_1_normal_time_aggregate,
    cast(sum(team_2_goal * normal) over so_far as integer) as team_2_normal_time_aggregate,
    cast(sum(team_1_goal * team_1_away * normal) over so_far as integer) as team_1_normal_time_away_goals,
    cast(sum(team_2_goal * team_2_away * normal) over so_far as integer) as team_2_normal_time_away_goals,
    -- what each goal moved the result of its leg by
    cast(sum(sign(leg_lead) - sign(leg_lead - leg_goal)) over so_far as integer) as leg_balance
from leg_leads
window
    in_order as (partition by tie_id order by leg_number nulls last, goal_number),
    so_far as (partition by tie_id order by leg_number nulls last, goal_number rows unbounded preceding)
