-- The ladder of a tie, one row per step, with what each side brings to it. The line that decides a
-- tie is the first that is not level: is_deciding.
with

ties as (

    select * from {{ ref('int_ties_scored') }}

),

tie_rules as (

    select * from {{ ref('int_ties_ruled') }}

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}

),

measures as (

    select * from {{ ref('int_tie_measures') }}

),

-- only a tie with all its legs is put on a ladder
complete as (

    select
        ties.tie_id,
        tie_rules.tie_rule_id,
        tie_rules.planned_leg_count
    from ties
    inner join tie_rules on ties.tie_id = tie_rules.tie_id
    where
        ties.base_leg_count > 0
        and ties.base_leg_count = ties.scored_leg_count
        and ties.base_leg_count = tie_rules.planned_leg_count

),

-- on its own, and on every rule set that is made for as many matches
put_on_ladders as (

    select
        complete.tie_id,
        ladders.*
    from complete
    inner join ladders on complete.tie_rule_id = ladders.ladder_id and ladders.is_in_force
    union all
    select
        complete.tie_id,
        ladders.*
    from complete
    inner join ladders on complete.planned_leg_count = ladders.matches_to_try_on

),

measured as (

    select
        on_ladders.tie_id,
        on_ladders.ladder_id,
        on_ladders.is_in_force,
        on_ladders.step_number,
        on_ladders.step,
        on_ladders.applies,
        measures.team_1_value,
        measures.team_2_value
    from put_on_ladders as on_ladders
    left join measures
        on
            on_ladders.tie_id = measures.tie_id
            and on_ladders.measure = measures.step
            and on_ladders.measured_at = measures.applies

),

-- what was played at a later step of the rule shows that those before it left the tie level
last_held as (

    select
        tie_id,
        max(step_number) as step_number
    from measured
    where
        is_in_force
        and team_1_value is not null
        and step in (
            'extra_time', 'golden_goal', 'silver_goal', 'play_off', 'replay', 'shootout', 'lots', 'better_record'
        )
    group by tie_id

),

-- a tie without a rule is decided where nothing is left to one: ahead in goals and in points
without_rule as (

    select
        ties.tie_id,
        'no_rule' as ladder_id,
        true as is_in_force,
        1 as step_number,
        case
            when ties.has_extra_time and ties.team_1_normal_time_aggregate = ties.team_2_normal_time_aggregate
                then 'extra_time'
            when ties.is_single then 'normal_time'
            else 'aggregate'
        end as step,
        'after_normal_time' as applies,
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
        end as outcome
    from ties
    inner join complete on ties.tie_id = complete.tie_id
    where complete.tie_rule_id is null

),

judged as (

    select
        measured.*,
        case
            when measured.team_1_value > measured.team_2_value then 'team_1'
            when measured.team_2_value > measured.team_1_value then 'team_2'
            when measured.team_1_value = measured.team_2_value then 'level'
            when measured.is_in_force and measured.step_number < last_held.step_number then 'taken_as_level'
            when measured.step = 'unknown' then 'unknown_rule'
            else 'not_on_record'
        end as outcome
    from measured
    left join last_held on measured.tie_id = last_held.tie_id
    union all
    select * from without_rule

),

last_tried as (

    select
        tie_id,
        ladder_id,
        min(step_number) as step_number
    from judged
    where outcome not in ('level', 'taken_as_level')
    group by tie_id, ladder_id

),

ended as (

    select
        judged.*,
        judged.step_number <= coalesce(last_tried.step_number, judged.step_number) as is_tried,
        coalesce(judged.step_number = last_tried.step_number and judged.outcome in ('team_1', 'team_2'), false)
            as is_deciding
    from judged
    left join last_tried on judged.tie_id = last_tried.tie_id and judged.ladder_id = last_tried.ladder_id

)

select
    tie_id,
    ladder_id,
    is_in_force,
    step_number,
    step,
    applies,
    team_1_value,
    team_2_value,
    outcome,
    is_tried,
    is_deciding
from ended
-- of a rule set that is only tried, nothing is told beyond the step that ended it
where is_in_force or is_tried
