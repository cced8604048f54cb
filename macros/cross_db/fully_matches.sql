{#- Whether a whole text matches a regular expression. The expression may not have backslashes, which engines read differently, but it
    may have a class of characters in brackets, such as [[:cntrl:]]. -#}
{% macro fully_matches(text, pattern) -%}
    {{ return(adapter.dispatch('fully_matches')(text, pattern)) }}
{%- endmacro %}

{% macro default__fully_matches(text, pattern) -%}
    {{ text }} ~ '^({{ pattern }})$'
{%- endmacro %}

{% macro duckdb__fully_matches(text, pattern) -%}
    regexp_full_match({{ text }}, '{{ pattern }}')
{%- endmacro %}

{#- In Java, $ also matches before a line ending at the end of the text. -#}
{% macro spark__fully_matches(text, pattern) -%}
    {{ text }} rlike '^({{ pattern | replace('[:cntrl:]', '\\\\p{Cntrl}') }})\\z'
{%- endmacro %}
