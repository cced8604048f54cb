{#- What one row stands for: the columns named are never null, but those that `may_be_blank`, and no two rows agree in all of
    them. Compared column by column, never joined into one text, because joined keys collide. -#}
{% test grain(model, columns, may_be_blank=[]) %}

select
    {{ columns | join(', ') }},
    count(*) as row_count,
    '{{ model.identifier }}: '
    {%- for column in columns %}
    || '{{ column }} ' || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(blank)') || '{{ ", " if not loop.last }}'
    {%- endfor %}
    || case
        when count(*) > 1 then ' stands in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows and may stand in one'
        else ' has a blank where a row is named'
    end as message
from {{ model }}
group by {{ columns | join(', ') }}
having
    count(*) > 1
    {%- for column in columns if column not in may_be_blank %}
    or {{ column }} is null
    {%- endfor %}

{% endtest %}
