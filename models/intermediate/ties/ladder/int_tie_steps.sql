-- One row per step of the ladder of a tie, with what each side brings to it. is_deciding marks the step that decides
-- the tie: the first at which one side is ahead, if every step before it is level.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}

),

measures as (

    select * from {{ ref('int_tie_measures') }}
    where is_in_force

),

-- if a later step was played, every step before it was level
last_held as (

    select
        tie_id,
        max(step_number) as step_number
    from measures
    where shows_level_before and team_1_value is not null
    group by tie_id

),

-- without a rule, a tie is decided only if every rule would decide it alike: one side leads in goals and in points
without_rule as (

    select
        ties.tie_id,
        1 as step_number,
        case
            when ties.has_extra_time and ties.team_1_normal_time_aggregate = ties.team_2_normal_time_aggregate
                then 'extra_time'
            when ties.is_single then 'normal_time'
            else 'aggregate'
        end as step,
        'after_normal_time' as stage,
        ties.team_1_aggregate as team_1_value,
        ties.team_2_aggregate as team_2_value,
        case
            when
                ties.team_1_aggregate > ties.team_2_aggregate
                and (ties.is_single or ties.team_1_points > ties.team_2_points)
                then 'team_1'
            when
                ties.team_2_aggregate > ties.team_1_aggregate
                and (ties.is_single or ties.team_2_points > ties.team_1_points)
                then 'team_2'
            else 'unknown_rule'
        end as verdict
    from ties
    inner join rules on ties.tie_id = rules.tie_id
    where rules.tie_rule_id is null and rules.has_all_legs

),

steps as (

    select
        measures.tie_id,
        measures.ladder_id as tie_rule_id,
        measures.step_number,
        measures.step,
        measures.stage,
        measures.compares,
        measures.team_1_value,
        measures.team_2_value,
        case
            when measures.team_1_value is null and measures.step_number < last_held.step_number then 'taken_as_level'
            else measures.verdict
        end as verdict
    from measures
    left join last_held on measures.tie_id = last_held.tie_id
    union all
    select
        tie_id,
        cast(null as {{ dbt.type_string() }}) as tie_rule_id,
        step_number,
        step,
        stage,
        cast(null as {{ dbt.type_string() }}) as compares,
        team_1_value,
        team_2_value,
        verdict
    from without_rule

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
    coalesce(steps.step_number = ends.last_step_number and steps.verdict in ('team_1', 'team_2'), false) as is_deciding
from steps
inner join ends on steps.tie_id = ends.tie_id
