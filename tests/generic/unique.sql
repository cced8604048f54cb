{#- As dbt's own test of this name, with a sentence for each value that occurs twice. -#}
{% test unique(model, column_name) %}

select
    {{ column_name }},
    count(*) as row_count,
    '{{ model.identifier }}.{{ column_name }}: ' || cast({{ column_name }} as {{ dbt.type_string() }})
    || ' stands in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows and may stand in one' as message
from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having count(*) > 1

{% endtest %}
