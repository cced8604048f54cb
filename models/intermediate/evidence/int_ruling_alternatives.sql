with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

alternatives as (

    select
        ruling_id,
        subject_type,
        subject_id,
        attribute,
        status,
        {{ list_items('other_values') }} as other_value
    from rulings

)

select * from alternatives
