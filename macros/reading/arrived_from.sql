{#- The file or table that a row of a raw table came in, as an expression: the column arrived_from where anything is brought
    (macros/reading/bring_in.sql), else the seed's own file. `alias` is what the query calls the table. -#}
{% macro arrived_from(name, alias='') -%}
    {%- if not execute or is_anything_brought() -%}
        {{ return(alias ~ '.arrived_from' if alias else 'arrived_from') }}
    {%- endif -%}
    {{ return('cast(' ~ text_literal(graph.nodes['seed.cup_warehouse.' ~ name].original_file_path) ~ ' as ' ~ dbt.type_string() ~ ')') }}
{%- endmacro %}
