{#- A schema is called what the project calls it: raw, staging, intermediate, main.
    dbt's own habit of prefixing it with the target's schema would put the marts in main_main. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
