{#- The name of a table for messages: its file for a seed, else the name of the table. -#}
{% macro where_from(relation) -%}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values()
            if node.resource_type == 'seed' and node.name == relation.identifier -%}
            {%- do found.append(node.original_file_path) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(found[0] if found else relation.identifier) }}
{%- endmacro %}
