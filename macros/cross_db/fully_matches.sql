{#- Whether the whole of a text matches a regular expression. The expression is without backslashes, which engines
    read differently; a class of characters such as [:cntrl:] may stand in brackets. -#}
{% macro fully_matches(text, pattern) -%}
    {{ return(adapter.dispatch('fully_matches')(text, pattern)) }}
{%- endmacro %}

{% macro default__fully_matches(text, pattern) -%}
    {{ text }} ~ '^({{ pattern }})$'
{%- endmacro %}

{% macro duckdb__fully_matches(text, pattern) -%}
    regexp_full_match({{ text }}, '{{ pattern }}')
{%- endmacro %}

{#- In Java, $ also matches before a line end that closes the text. -#}
{% macro spark__fully_matches(text, pattern) -%}
    {{ text }} rlike '^({{ pattern | replace('[:cntrl:]', '\\\\p{Cntrl}') }})\\z'
{%- endmacro %}
