{#- The columns named together identify a row. Compared column by column, never joined into one
    text, because joined keys collide. -#}
{% test unique_together(model, columns) %}

select
    {{ columns | join(', ') }},
    count(*) as row_count,
    '{{ model.identifier }}: '
    {%- for column in columns %}
    || '{{ column }} ' || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(blank)') || ', '
    {%- endfor %}
    || 'together stand in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows and may stand in one' as message
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
