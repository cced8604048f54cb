{#- The sum of a column over a group. Null where one row of the group is null: an unknown goal is not none. -#}
{% macro sum_if_known(column) -%}
case when count({{ column }}) = count(*) then cast(sum({{ column }}) as integer) end
{%- endmacro %}
