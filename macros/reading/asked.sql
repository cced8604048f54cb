{#- What a build is asked for, as text; none where it is not. It comes from the environment: CUP_WAREHOUSE_CUP (the folder of a
    brought cup, or its schema on a server), CUP_WAREHOUSE_ALONE (true: without our record), CUP_WAREHOUSE_CHECK (true: every
    fault is found in one run) and CUP_WAREHOUSE_DOUBTS (a file of exceptions). It is only read while something runs, never while
    dbt parses, so that another folder costs no new parse. The text may hold any sign: into SQL it goes through text_literal. -#}
{% macro asked(name) -%}
    {%- if not execute -%}{{ return(none) }}{%- endif -%}
    {%- set text = env_var('CUP_WAREHOUSE_' ~ name | upper, '') -%}
    {{ return(none if text == '' or (name in ('alone', 'check') and text != 'true') else text) }}
{%- endmacro %}


{#- Whether any row comes from elsewhere than from our seeds, so that the raw tables have a column arrived_from. -#}
{% macro is_anything_brought() -%}
    {{ return(asked('cup') is not none or asked('doubts') is not none) }}
{%- endmacro %}
