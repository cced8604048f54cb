{#- The file or table that a row of a raw table came from, as an expression: the column arrived_from if the user brought anything
    (macros/reading/bring_in.sql), else the file of the seed. `alias` is the alias of the table in the query. -#}
{% macro arrived_from(name, alias='') -%}
    {%- if not execute or is_anything_brought() -%}
        {{ return(alias ~ '.arrived_from' if alias else 'arrived_from') }}
    {%- endif -%}
    {{ return('cast(' ~ text_literal(graph.nodes['seed.cup_warehouse.' ~ name].original_file_path) ~ ' as ' ~ dbt.type_string() ~ ')') }}
{%- endmacro %}
