{#- Each item of the semicolon-separated cells in `columns` is a `field` of `to`. -#}
{% test listed(model, columns, to, field, row_key) %}

with

items as (

    {%- for column in columns %}
    select
        arrived_from as place,
        {{ row_key }} as row_key,
        '{{ column }}' as column_name,
        {{ list_items(typed(column)) }} as item
    from {{ model }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    items.row_key,
    items.column_name,
    items.item,
    items.place || ', row ' || coalesce(items.row_key, '(blank)') || ', column ' || items.column_name
    || ': ' || items.item || ' is not a {{ field }} of {{ where_from(to) }}' as message
from items
left join {{ to }} as parent on trim(both ' ' from items.item) = trim(both ' ' from parent.{{ field }})
where
    parent.{{ field }} is null
    and (
        items.place = '{{ where_from(model) }}'
        or exists (select 1 from {{ to }} as described where described.arrived_from != '{{ where_from(to) }}')
    )

{% endtest %}
