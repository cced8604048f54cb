{#- As dbt's own test of this name, with a sentence that shows the row. -#}
{% test not_null(model, column_name) %}

select
    blank.*,
    '{{ model.identifier }}.{{ column_name }} is null in the row '
    || cast(blank as {{ dbt.type_string() }}) as message
from {{ model }} as blank
where blank.{{ column_name }} is null

{% endtest %}
