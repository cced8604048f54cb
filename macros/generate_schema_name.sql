{#- In a DuckDB file, which is ours alone, a schema is called what the project calls it: raw, staging, main.
    Elsewhere dbt's own habit holds, and the name of the target's schema stands before it. -#}
{% macro duckdb__generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
