{#- One row per item of a semicolon-separated cell: a select list entry that multiplies rows.
    A blank cell gives no row. -#}
{% macro list_items(column) -%}
    {{ return(adapter.dispatch('list_items')(column)) }}
{%- endmacro %}

{% macro default__list_items(column) -%}
    trim(unnest(string_to_array({{ column }}, ';')))
{%- endmacro %}

{% macro spark__list_items(column) -%}
    explode(transform(split({{ column }}, ';'), item -> trim(item)))
{%- endmacro %}
