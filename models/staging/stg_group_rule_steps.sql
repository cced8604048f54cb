-- One row per step of a rule that orders groups. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('group_rule_steps') }}

),

typed as (

    select
        {{ typed('group_rule_id') }} as group_rule_id,
        {{ typed('step_number', 'integer') }} as step_number,
        {{ typed('step') }} as step,
        coalesce({{ typed('applies') }}, 'in_group') as stage
    from source

)

select * from typed
