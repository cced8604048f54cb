{#- A text, to be ordered or compared by its bytes whatever the language of the database: PostgreSQL sorts é beside
    e where it was set up so, and passes over hyphens. Needed wherever the order of texts decides anything. -#}
{% macro bytewise(text) -%}
    {{ return(adapter.dispatch('bytewise')(text)) }}
{%- endmacro %}

{% macro default__bytewise(text) -%}
    {{ text }}
{%- endmacro %}

{% macro postgres__bytewise(text) -%}
    {{ text }} collate "C"
{%- endmacro %}
