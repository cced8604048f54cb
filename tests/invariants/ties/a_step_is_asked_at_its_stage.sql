-- A rule asks a step at a stage where it compares something: away goals are not asked in a play-off.
with

ladders as (

    select * from {{ ref('int_ladder_steps') }}

),

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}

),

faults as (

    select
        ladders.ladder_id as row_key,
        case when ladders.is_in_force then 'tie rule ' else 'rule set ' end || ladders.ladder_id || ' asks '
        || ladders.step || ' at the stage ' || ladders.stage || ', where it compares nothing; expected '
        || replace(decision_steps.stages, ';', ' or ') as message
    from ladders
    inner join decision_steps on ladders.step = decision_steps.step
    where ladders.compares is null and decision_steps.compares is not null

)

select * from faults
where not {{ is_waived() }}
