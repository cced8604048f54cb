-- Under a rule that asks for extra time, it is played when the tie is level after the steps that
-- come before it, and only then.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}

),

extra_time_steps as (

    select
        tie_id,
        step_number
    from steps
    where compares = 'goals_after_extra_time'

),

decided_before as (

    select distinct extra_time_steps.tie_id
    from extra_time_steps
    inner join steps
        on extra_time_steps.tie_id = steps.tie_id and extra_time_steps.step_number > steps.step_number
    where steps.verdict in ('team_1', 'team_2')

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' was ' || case when decided_before.tie_id is null then 'level' else 'decided' end
        || ' before extra time, which was '
        || case when ties.has_extra_time then 'played' else 'not played' end as message
    from ties
    inner join extra_time_steps on ties.tie_id = extra_time_steps.tie_id
    left join decided_before on ties.tie_id = decided_before.tie_id
    where
        (ties.has_extra_time and decided_before.tie_id is not null)
        -- that none was played counts only where the record says so
        or (not ties.has_extra_time and ties.is_extra_time_on_record and decided_before.tie_id is null)

)

select * from faults
where not {{ is_waived() }}
