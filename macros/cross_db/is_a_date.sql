{#- Whether a text is a day that exists, written as year-month-day. -#}
{% macro is_a_date(text) -%}
    {{ return(adapter.dispatch('is_a_date')(text)) }}
{%- endmacro %}

{% macro default__is_a_date(text) -%}
    {{ fully_matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}') }}
{%- endmacro %}

{% macro duckdb__is_a_date(text) -%}
    {{ fully_matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}') }} and try_cast({{ text }} as date) is not null
{%- endmacro %}
