{#- One row per item of a cell with items separated by semicolons; none for a blank cell. An entry of the select list that multiplies
    rows. -#}
{% macro list_items(column) -%}
    {{ return(adapter.dispatch('list_items')(column)) }}
{%- endmacro %}

{% macro default__list_items(column) -%}
    trim(both ' ' from unnest(string_to_array({{ column }}, ';')))
{%- endmacro %}

{% macro spark__list_items(column) -%}
    explode(transform(split({{ column }}, ';'), item -> trim(both ' ' from item)))
{%- endmacro %}
