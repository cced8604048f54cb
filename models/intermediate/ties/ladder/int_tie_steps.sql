-- One row per step of the ladder of a tie, with what each side brings to it. is_deciding marks the step that decides
-- the tie: the first at which one side is ahead, or the sides share the place, if every step before it is level.
with

measures as (

    select * from {{ ref('int_tie_measures') }}
    where is_in_force

),

steps_without_rule as (

    select * from {{ ref('int_tie_steps_without_rule') }}

),

kicks_without_rule as (

    select * from {{ ref('int_tie_kicks_without_rule') }}

),

asked as (

    select
        tie_id,
        ladder_id as tie_rule_id,
        step_number,
        step,
        stage,
        compares,
        shows_level_before,
        team_1_value,
        team_2_value,
        verdict as own_verdict
    from measures
    union all
    select
        tie_id,
        tie_rule_id,
        step_number,
        step,
        stage,
        compares,
        shows_level_before,
        team_1_value,
        team_2_value,
        verdict as own_verdict
    from kicks_without_rule
    union all
    select
        tie_id,
        cast(null as {{ dbt.type_string() }}) as tie_rule_id,
        step_number,
        step,
        stage,
        cast(null as {{ dbt.type_string() }}) as compares,
        false as shows_level_before,
        team_1_value,
        team_2_value,
        verdict as own_verdict
    from steps_without_rule

),

-- if a later step was played, every step before it was level; but nothing comes after a place that is shared
last_held as (

    select
        tie_id,
        max(step_number) as step_number
    from asked
    where shows_level_before and team_1_value is not null
    group by tie_id

),

steps as (

    select
        asked.*,
        case
            when asked.own_verdict = 'shared' then asked.own_verdict
            when asked.team_1_value is null and asked.step_number < last_held.step_number then 'taken_as_level'
            else asked.own_verdict
        end as verdict
    from asked
    left join last_held on asked.tie_id = last_held.tie_id

),

ends as (

    {{ first_step_not_level('steps', ['tie_id']) }}

)

select
    steps.tie_id,
    steps.tie_rule_id,
    steps.step_number,
    steps.step,
    steps.stage,
    steps.compares,
    steps.team_1_value,
    steps.team_2_value,
    steps.verdict,
    steps.step_number <= coalesce(ends.last_step_number, steps.step_number) as is_tried,
    coalesce(steps.step_number = ends.last_step_number and steps.verdict in ('team_1', 'team_2', 'shared'), false)
        as is_deciding
from steps
inner join ends on steps.tie_id = ends.tie_id
