{#- On DuckDB, where the file is this project's own, schemas have their plain names: raw, staging, main. On servers dbt puts the name of
    the target's schema before them. -#}
{% macro duckdb__generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
