with

source as (

    select * from {{ ref('rule_set_steps') }}

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
