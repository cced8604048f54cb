-- The value that a ruling adopts is the one in the warehouse. Where the warehouse counts or derives the value,
-- it is the ruling that has to follow.
with

faults as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id || ' adopts ' || coalesce('"' || adopted_value || '"', 'no value') || ' as ' || attribute
        || ' of ' || subject_type || ' ' || subject_id || ', but the warehouse has "' || warehouse_value
        || '"; correct whichever is wrong' as message
    from {{ ref('int_facts_gathered') }}
    where
        ruling_id is not null
        and is_computed
        and warehouse_value != coalesce(adopted_value, '')

)

select * from faults
where not {{ is_waived() }}
