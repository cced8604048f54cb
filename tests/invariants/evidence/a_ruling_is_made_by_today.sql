-- No ruling is of a day that is still to come, wherever on earth the day has begun.
with

rulings as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id as ruling,
        ruled_on
    from {{ ref('stg_rulings') }}
    union all
    select
        ruling_family_id as row_key,
        'family ' || ruling_family_id as ruling,
        ruled_on
    from {{ ref('stg_ruling_families') }}

),

faults as (

    select
        row_key,
        ruling || ' was made on ' || cast(ruled_on as {{ dbt.type_string() }})
        || ', which is still to come' as message
    from rulings
    where ruled_on > {{ dbt.dateadd('day', 1, 'current_date') }}

)

select * from faults
where not {{ is_waived() }}
