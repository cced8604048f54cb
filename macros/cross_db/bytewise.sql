{#- A text that sorts and compares by its bytes on every engine. PostgreSQL may otherwise sort é beside e and ignore hyphens. Use it
    wherever the order of texts matters. -#}
{% macro bytewise(text) -%}
    {{ return(adapter.dispatch('bytewise')(text)) }}
{%- endmacro %}

{% macro default__bytewise(text) -%}
    {{ text }}
{%- endmacro %}

{% macro postgres__bytewise(text) -%}
    {{ text }} collate "C"
{%- endmacro %}
