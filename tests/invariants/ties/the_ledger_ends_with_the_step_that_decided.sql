-- The last step in the ledger of a tie is the one in decided_by.
with

steps as (

    select * from {{ ref('int_tie_steps') }}
    where is_tried

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

last_numbers as (

    select
        tie_id,
        max(step_number) as step_number
    from steps
    group by tie_id

),

last_steps as (

    select steps.*
    from steps
    inner join last_numbers on steps.tie_id = last_numbers.tie_id and steps.step_number = last_numbers.step_number

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' was decided by ' || ties.decided_by || ', but its ledger ends with '
        || coalesce(last_steps.step, 'nothing') as message
    from ties
    left join last_steps on ties.tie_id = last_steps.tie_id
    where ties.decided_by is not null and ties.decided_by != coalesce(last_steps.step, '')

)

select * from faults
where not {{ is_waived() }}
