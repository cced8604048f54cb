{#- As dbt's own test of this name, with a sentence that names the value and where it was looked
    for. `row_key` names the column that tells a reader which row it is. -#}
{% test relationships(model, column_name, to, field, row_key=None) %}

{%- set row_key = row_key or column_name %}

with

child as (

    select
        cast({{ row_key }} as {{ dbt.type_string() }}) as row_key,
        {{ typed('cast(' ~ column_name ~ ' as ' ~ dbt.type_string() ~ ')') }} as value
    from {{ model }}

),

parent as (

    select distinct {{ typed('cast(' ~ field ~ ' as ' ~ dbt.type_string() ~ ')') }} as value
    from {{ to }}

)

select
    child.row_key,
    child.value,
    '{{ where_from(model) }}, row ' || coalesce(child.row_key, '(blank)') || ', column {{ column_name }}: '
    || child.value || ' is not a {{ field }} of {{ where_from(to) }}' as message
from child
left join parent on child.value = parent.value
where child.value is not null and parent.value is null

{% endtest %}
