-- One row per tie with kicks that its rule does not know, or that has no rule: the step that they are. They come after
-- every other step.
with

ties as (

    select * from {{ ref('int_ties_summed') }}
    where
        team_1_shootout_goals != team_2_shootout_goals
        -- not after a play-off or a replay that somebody won
        and (
            shootout_leg_number is not null
            or coalesce(team_1_replay_goals, team_1_play_off_goals)
            is not distinct from coalesce(team_2_replay_goals, team_2_play_off_goals)
        )

),

measures as (

    select * from {{ ref('int_tie_measures') }}
    where is_in_force

),

steps_without_rule as (

    select * from {{ ref('int_tie_steps_without_rule') }}

),

kick_steps as (

    select * from {{ ref('stg_decision_steps') }}
    where compares = 'kicks'

),

-- where matches won are counted, kicks belong to a match
last_steps as (

    select
        tie_id,
        max(ladder_id) as tie_rule_id,
        max(step_number) as step_number
    from measures
    group by tie_id
    having not bool_or(coalesce(compares like 'kicks%' or compares = 'matches_won', false))
    union all
    select
        tie_id,
        cast(null as {{ dbt.type_string() }}) as tie_rule_id,
        step_number
    from steps_without_rule

)

select
    ties.tie_id,
    last_steps.tie_rule_id,
    last_steps.step_number + 1 as step_number,
    kick_steps.step,
    ties.stage_of_kicks as stage,
    kick_steps.compares,
    kick_steps.shows_level_before,
    ties.team_1_shootout_goals as team_1_value,
    ties.team_2_shootout_goals as team_2_value,
    case when ties.team_1_shootout_goals > ties.team_2_shootout_goals then 'team_1' else 'team_2' end as verdict
from ties
inner join last_steps on ties.tie_id = last_steps.tie_id
cross join kick_steps
