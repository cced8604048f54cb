-- One row per step of a rule set. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('rule_set_steps') }}

),

typed as (

    select
        {{ typed('rule_set_id') }} as rule_set_id,
        {{ typed('step_number', 'integer') }} as step_number,
        {{ typed('step') }} as step,
        {{ typed('applies') }} as stage
    from source

)

select * from typed
