-- What a ruling adopts is what the marts hold, wherever they hold it. Where they count or derive it
-- themselves, the ruling follows them, not they the ruling.
with

faults as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id || ' adopts ' || coalesce('"' || adopted_value || '"', 'no value') || ' as ' || attribute
        || ' of ' || subject_type || ' ' || subject_id || ', but the warehouse has "' || warehouse_value
        || '"' as message
    from {{ ref('int_facts_gathered') }}
    where
        ruling_id is not null
        and is_computed
        and warehouse_value != coalesce(adopted_value, '')

)

select * from faults
where not {{ is_waived() }}
