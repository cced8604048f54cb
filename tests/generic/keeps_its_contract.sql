{#- Tests the contract of a mart: names, order and types of its columns, its key, its checks, and the columns that are never null. Only for
    Spark; other engines enforce contracts themselves. -#}
{% test keeps_its_contract(model) %}

{{ config(enabled=target.type == 'spark') }}

{%- if execute -%}

{%- set node = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model')
    | selectattr('name', 'equalto', model.identifier) | first -%}
{%- set called = {'integer': 'int'} -%}
{%- set declared, present = [], [] -%}
{%- for column in node.columns.values() -%}
    {%- do declared.append(column.name ~ ' ' ~ called.get(column.data_type, column.data_type)) -%}
{%- endfor -%}
{%- for column in adapter.get_columns_in_relation(model) -%}
    {%- do present.append(column.name ~ ' ' ~ column.dtype) -%}
{%- endfor -%}
{%- set keys = node.constraints | selectattr('type', 'equalto', 'primary_key') | map(attribute='columns') | list -%}

select '{{ model.identifier }} has the columns {{ present | join(", ") }}; declared are {{ declared | join(", ") }}' as message
where {{ 'false' if present == declared else 'true' }}

{%- for column in node.columns.values() if column.constraints | selectattr('type', 'equalto', 'not_null') | list %}
union all
select '{{ model.identifier }}.{{ column.name }} is null in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows' as message
from {{ model }}
where {{ column.name }} is null
having count(*) > 0
{%- endfor %}

{%- for columns in keys %}
union all
select
    '{{ model.identifier }}, {{ columns | join(", ") }}: '
    {%- for column in columns %} || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(null)') || ' '{% endfor %}
    || 'is in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows' as message
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 or {{ columns | join(' is null or ') }} is null
{%- endfor %}

{%- for constraint in node.constraints if constraint.type == 'check' %}
union all
select {{ text_literal(model.identifier ~ ': the constraint ' ~ constraint.expression ~ ' does not hold in every row') }} as message
from {{ model }}
where not ({{ constraint.expression }})
having count(*) > 0
{%- endfor %}

{%- else -%}
select 1
{%- endif -%}

{% endtest %}
