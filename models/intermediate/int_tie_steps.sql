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

    select * from {{ ref('int_tie_ladders') }}

),

measures as (

    select * from {{ ref('int_tie_measures') }}

),

-- only a tie with all its legs is put on a ladder
complete as (

    select
        ties.tie_id,
        tie_rules.tie_rule_id
    from ties
    inner join tie_rules on ties.tie_id = tie_rules.tie_id
    where
        ties.base_leg_count > 0
        and ties.base_leg_count = ties.scored_leg_count
        and ties.base_leg_count = tie_rules.planned_leg_count

),

measured as (

    select
        ladders.tie_id,
        ladders.ladder_id,
        ladders.is_in_force,
        ladders.step_number,
        ladders.step,
        ladders.applies,
        measures.team_1_value,
        measures.team_2_value,
        -- what was played at a later step shows that this one left the tie level
        max(
            case
                when
                    measures.tie_id is not null
                    and ladders.step in (
                        'extra_time', 'golden_goal', 'silver_goal', 'play_off', 'replay', 'shootout', 'lots',
                        'better_record'
                    )
                    then 1
                else 0
            end
        ) over (
            partition by ladders.tie_id, ladders.ladder_id
            order by ladders.step_number rows between 1 following and unbounded following
        ) = 1 as was_followed
    from ladders
    inner join complete on ladders.tie_id = complete.tie_id
    left join measures
        on
            ladders.tie_id = measures.tie_id
            and ladders.measure = measures.step
            and ladders.measured_at = measures.applies

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
        tie_id,
        ladder_id,
        is_in_force,
        step_number,
        step,
        applies,
        team_1_value,
        team_2_value,
        case
            when team_1_value > team_2_value then 'team_1'
            when team_2_value > team_1_value then 'team_2'
            when team_1_value = team_2_value then 'level'
            when is_in_force and coalesce(was_followed, false) then 'taken_as_level'
            when step = 'unknown' then 'unknown_rule'
            else 'not_on_record'
        end as outcome
    from measured
    union all
    select * from without_rule

),

numbered as (

    select
        *,
        min(case when outcome not in ('level', 'taken_as_level') then step_number end)
            over (partition by tie_id, ladder_id) as last_step_number
    from judged

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
    step_number <= coalesce(last_step_number, step_number) as is_tried,
    coalesce(step_number = last_step_number and outcome in ('team_1', 'team_2'), false) as is_deciding
from numbered
