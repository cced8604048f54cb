{#- As dbt's own test of this name, with a sentence that shows the row. -#}
{% test not_null(model, column_name) %}

{%- set node = graph.nodes.values() | selectattr('name', 'equalto', model.identifier)
    | rejectattr('resource_type', 'equalto', 'test') | first if execute else none %}

select
    *,
    '{{ model.identifier }}.{{ column_name }} is null in the row '
    {%- for column in node.columns if execute %}
    || '{{ column }}: ' || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(blank)'){{ " || ', '" if not loop.last }}
    {%- endfor %} as message
from {{ model }}
where {{ column_name }} is null

{% endtest %}
