{#- The only cast of raw text. A blank is null; a bad cell has been refused by the seed's own tests
    before anything that calls this is built, so the cast itself is strict. Only a check, which
    goes on after a bad cell in order to name every other fault too, makes null of it. -#}
{% macro typed(column, data_type='string') -%}
    {%- set cell = "nullif(trim(both ' ' from " ~ column ~ "), '')" -%}
    {%- if data_type == 'string' -%}
        {{ cell }}
    {%- elif asked('check') -%}
        {{ tried_cast(cell, data_type) }}
    {%- else -%}
        cast({{ cell }} as {{ data_type }})
    {%- endif -%}
{%- endmacro %}
