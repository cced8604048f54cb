{#- The key of a table: the columns are never null, except those in `may_be_blank`, and no two rows have the same values in all of them.
    Compares column by column, because keys that are joined into one text can collide. -#}
{% test grain(model, columns, may_be_blank=[]) %}

select
    {{ columns | join(', ') }},
    count(*) as row_count,
    '{{ model.identifier }}: '
    {%- for column in columns %}
    || '{{ column }} ' || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(blank)') || '{{ ", " if not loop.last }}'
    {%- endfor %}
    || case
        when count(*) > 1 then ' is in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows, and may be in one only'
        else ' has a blank in its key'
    end as message
from {{ model }}
group by {{ columns | join(', ') }}
having
    count(*) > 1
    {%- for column in columns if column not in may_be_blank %}
    or {{ column }} is null
    {%- endfor %}

{% endtest %}
