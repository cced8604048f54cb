{#- The key of a table: the columns are never null, except those in `may_be_blank`, and no two rows have the same values in all of them.
    Compares column by column, because keys that are joined into one text can collide. Of rows that agree in the columns `besides` as well,
    one counts: another test tells them. `called` names the rows where config: where leaves some out, and `advice` says what to do. -#}
{% test grain(model, columns, may_be_blank=[], besides=[], called=none, advice='') %}

select
    {{ columns | join(', ') }},
    count(*) as row_count,
    '{{ called or model.identifier }}: '
    {%- for column in columns %}
    || '{{ column }} ' || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(blank)') || '{{ ", " if not loop.last }}'
    {%- endfor %}
    || case
        when count(*) > 1 then ' is in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows, and may be in one only{{ advice }}'
        else ' has a blank in its key'
    end as message
from {{ '(select distinct ' ~ (columns + besides) | join(', ') ~ ' from ' ~ model ~ ') as told_apart' if besides else model }}
group by {{ columns | join(', ') }}
having
    count(*) > 1
    {%- for column in columns if column not in may_be_blank %}
    or {{ column }} is null
    {%- endfor %}

{% endtest %}
