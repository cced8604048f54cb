-- No ruling is of a day that is still to come, wherever on earth the day has begun.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

faults as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id || ' was made on ' || cast(ruled_on as {{ dbt.type_string() }})
        || ', which is still to come' as message
    from rulings
    where ruled_on > {{ dbt.dateadd('day', 1, 'current_date') }}

)

select * from faults
where not {{ is_waived() }}
