{#- The only cast of raw text. A blank is null; a bad cell has been refused by the seed's own
    tests before anything that calls this is built, so the cast itself is strict. -#}
{% macro typed(column, data_type='string') -%}
    {%- set cell = "nullif(trim(" ~ column ~ "), '')" -%}
    {%- if data_type == 'string' -%}
        {{ cell }}
    {%- else -%}
        cast({{ cell }} as {{ data_type }})
    {%- endif -%}
{%- endmacro %}
