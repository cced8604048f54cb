{#- Like dbt's accepted_values, with a message that has the value and the values allowed. -#}
{% test one_of(model, column_name, values) %}

select
    {{ column_name }},
    count(*) as row_count,
    '{{ model.identifier }}.{{ column_name }}: ' || cast({{ column_name }} as {{ dbt.type_string() }})
    || ' is not one of {{ values | join(", ") }}' as message
from {{ model }}
where
    cast({{ column_name }} as {{ dbt.type_string() }}) not in (
        {%- for value in values %}'{{ value }}'{{ ', ' if not loop.last }}{% endfor -%}
    )
group by {{ column_name }}

{% endtest %}
