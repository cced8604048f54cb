-- The ladder of a tie, one row per step, with what each side brings to it. The line that decides a
-- tie is the first that is not level: is_deciding.
with

ties as (

    select * from {{ ref('int_ties_with_rule') }}

),

measured as (

    select
        tie_id,
        ladder_id as tie_rule_id,
        step_number,
        step,
        applies,
        team_1_value,
        team_2_value,
        ahead
    from {{ ref('int_tie_measures') }}
    where is_in_force

),

-- what was played at a later step of the rule shows that those before it left the tie level
last_held as (

    select
        tie_id,
        max(step_number) as step_number
    from measured
    where
        ahead is not null
        and step in (
            'extra_time', 'golden_goal', 'silver_goal', 'play_off', 'replay', 'shootout', 'lots', 'better_record'
        )
    group by tie_id

),

-- a tie without a rule is decided where nothing is left to one: ahead in goals and in points
without_rule as (

    select
        tie_id,
        tie_rule_id,
        1 as step_number,
        case
            when has_extra_time and team_1_normal_time_aggregate = team_2_normal_time_aggregate
                then 'extra_time'
            when is_single then 'normal_time'
            else 'aggregate'
        end as step,
        'after_normal_time' as applies,
        team_1_aggregate as team_1_value,
        team_2_aggregate as team_2_value,
        case
            when
                team_1_aggregate > team_2_aggregate
                and (is_single or team_1_points > team_2_points)
                then 'team_1'
            when
                team_2_aggregate > team_1_aggregate
                and (is_single or team_2_points > team_1_points)
                then 'team_2'
            else 'unknown_rule'
        end as outcome
    from ties
    where tie_rule_id is null and has_all_legs

),

judged as (

    select
        measured.tie_id,
        measured.tie_rule_id,
        measured.step_number,
        measured.step,
        measured.applies,
        measured.team_1_value,
        measured.team_2_value,
        case
            when measured.ahead is not null then measured.ahead
            when measured.step_number < last_held.step_number then 'taken_as_level'
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
        min(step_number) as step_number
    from judged
    where outcome not in ('level', 'taken_as_level')
    group by tie_id

)

select
    judged.tie_id,
    judged.tie_rule_id,
    judged.step_number,
    judged.step,
    judged.applies,
    judged.team_1_value,
    judged.team_2_value,
    judged.outcome,
    judged.step_number <= coalesce(last_tried.step_number, judged.step_number) as is_tried,
    coalesce(judged.step_number = last_tried.step_number and judged.outcome in ('team_1', 'team_2'), false)
        as is_deciding
from judged
left join last_tried on judged.tie_id = last_tried.tie_id
