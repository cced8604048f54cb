-- One row per group of a round. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('groups') }}

),

typed as (

    select
        {{ typed('group_id') }} as group_id,
        {{ typed('round_id') }} as round_id,
        {{ typed('group_name') }} as group_name,
        {{ typed('places_that_advance', 'integer') }} as places_that_advance,
        {{ typed('group_rule_id') }} as group_rule_id
    from source

)

select * from typed
