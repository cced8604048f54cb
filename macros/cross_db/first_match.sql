{#- The first part of a text that matches a regular expression; null if none does. The expression may have neither backslashes, which
    engines read differently, nor groups other than (?:…). -#}
{% macro first_match(text, pattern) -%}
    {{ return(adapter.dispatch('first_match')(text, pattern)) }}
{%- endmacro %}

{% macro default__first_match(text, pattern) -%}
    substring({{ text }} from '{{ pattern }}')
{%- endmacro %}

{% macro duckdb__first_match(text, pattern) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}'), '')
{%- endmacro %}

{% macro spark__first_match(text, pattern) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}', 0), '')
{%- endmacro %}
