{#- not_null for many columns in one pass, with a sentence for each null. -#}
{% test never_null(model, columns, row_key) %}

{%- for column in columns %}
select
    cast({{ row_key }} as {{ dbt.type_string() }}) as row_key,
    '{{ column }}' as column_name,
    '{{ model.identifier }}, row ' || coalesce(cast({{ row_key }} as {{ dbt.type_string() }}), '(blank)')
    || ', column {{ column }}: a value is needed here and there is none' as message
from {{ model }}
where {{ column }} is null
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
