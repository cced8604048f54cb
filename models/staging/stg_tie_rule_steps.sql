-- One row per step of a rule. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('tie_rule_steps') }}

),

typed as (

    select
        {{ typed('tie_rule_id') }} as tie_rule_id,
        {{ typed('step_number', 'integer') }} as step_number,
        {{ typed('step') }} as step,
        {{ typed('applies') }} as stage
    from source

)

select * from typed
