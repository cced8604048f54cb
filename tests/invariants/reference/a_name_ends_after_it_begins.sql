-- The last day on which a name was in use is not before the first.
with

names as (

    select
        {{ arrived_from('names') }} as arrived_from,
        {{ typed('entity_type') }} as entity_type,
        {{ typed('entity_id') }} as entity_id,
        {{ typed('name') }} as name,
        {{ typed('valid_from', 'date') }} as valid_from,
        {{ typed('valid_to', 'date') }} as valid_to
    from {{ ref('names') }}

),

faults as (

    select
        entity_id as row_key,
        arrived_from || ', row ' || entity_type || ' ' || entity_id || ': the name "' || name || '" is in use from '
        || cast(valid_from as {{ dbt.type_string() }}) || ' to ' || cast(valid_to as {{ dbt.type_string() }})
        || ', which is before; exchange valid_from and valid_to, or correct them' as message
    from names
    where valid_to < valid_from

)

select * from faults
where not {{ is_waived() }}
