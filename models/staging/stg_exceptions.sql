with

source as (

    select * from {{ ref('exceptions') }}

),

typed as (

    select
        {{ typed('test_name') }} as test_name,
        {{ typed('row_key') }} as row_key,
        {{ typed('effect') }} as effect,
        {{ typed('reason') }} as reason
    from source

)

select * from typed
