{#- What to call a table in a message: the file for a seed, the table for everything else. -#}
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
