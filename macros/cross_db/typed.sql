{#- The only cast of raw text. A blank becomes null. The cast is strict, because the tests of the seed stop a build at a bad cell before
    any model reads it. cup check goes on after a bad cell, to find every other fault too, so there it becomes null. -#}
{% macro typed(column, data_type='string') -%}
    {%- set cell = "nullif(trim(both ' ' from " ~ column ~ "), '')" -%}
    {%- if data_type == 'string' -%}
        {{ cell }}
    {%- elif asked('check') -%}
        {{ tried_cast(cell, data_type) }}
    {%- else -%}
        {{ cast_of(cell, data_type) }}
    {%- endif -%}
{%- endmacro %}
