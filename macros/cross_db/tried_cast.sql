{#- A cast that gives null where the text does not fit. -#}
{% macro tried_cast(text, data_type) -%}
    {{ return(adapter.dispatch('tried_cast')(text, data_type)) }}
{%- endmacro %}

{% macro default__tried_cast(text, data_type) -%}
    cast({{ text }} as {{ data_type }})
{%- endmacro %}

{% macro duckdb__tried_cast(text, data_type) -%}
    try_cast({{ text }} as {{ data_type }})
{%- endmacro %}
