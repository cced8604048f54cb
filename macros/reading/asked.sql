{#- An option of the build as text, or none. Options come from the environment: CUP_WAREHOUSE_CUP (the user's folder, or schema on a
    server), CUP_WAREHOUSE_ALONE (true: without the shipped record), CUP_WAREHOUSE_CHECK (true: find every fault in one run) and
    CUP_WAREHOUSE_DOUBTS (a file of exceptions). They are not read while dbt parses, so that another folder needs no new parse. The text
    may have any character: put it into SQL with text_literal. -#}
{% macro asked(name) -%}
    {%- if not execute -%}{{ return(none) }}{%- endif -%}
    {%- set text = env_var('CUP_WAREHOUSE_' ~ name | upper, '') -%}
    {{ return(none if text == '' or (name in ('alone', 'check') and text != 'true') else text) }}
{%- endmacro %}


{#- Whether any row comes from outside the seeds. The raw tables then have a column arrived_from. -#}
{% macro is_anything_brought() -%}
    {{ return(asked('cup') is not none or asked('doubts') is not none) }}
{%- endmacro %}
