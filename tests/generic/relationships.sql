{#- As dbt's own test of this name, with a sentence that names the value and where it was looked
    for. `row_key` names the column that tells a reader which row it is; `unless`, a condition on rows
    that need no such row elsewhere. -#}
{% test relationships(model, column_name, to, field, row_key=None, unless=None) %}

{%- set row_key = row_key or column_name %}
{%- set is_raw = where_from(model) != model.identifier %}

with

child as (

    select
        {{ 'arrived_from' if is_raw else "'" ~ model.identifier ~ "'" }} as place,
        cast({{ row_key }} as {{ dbt.type_string() }}) as row_key,
        {{ typed('cast(' ~ column_name ~ ' as ' ~ dbt.type_string() ~ ')') }} as value
    from {{ model }}
    {%- if unless %}
    where not ({{ unless }})
    {%- endif %}

),

parent as (

    select distinct {{ typed('cast(' ~ field ~ ' as ' ~ dbt.type_string() ~ ')') }} as value
    from {{ to }}

)

select
    child.row_key,
    child.value,
    child.place || ', row ' || coalesce(child.row_key, '(blank)') || ', column {{ column_name }}: '
    || child.value || ' is not a {{ field }} of {{ where_from(to) }}' as message
from child
left join parent on child.value = parent.value
where
    child.value is not null
    and parent.value is null
    {%- if is_raw %}
    -- a brought folder need not describe what it names, but what it describes it describes whole
    and (
        child.place = '{{ where_from(model) }}'
        or exists (select 1 from {{ to }} as described where described.arrived_from != '{{ where_from(to) }}')
    )
    {%- endif %}

{% endtest %}
