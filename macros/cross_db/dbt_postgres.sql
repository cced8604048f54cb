{#- A seed's table. The seeds declare their columns string, a type that only PostgreSQL does not know. -#}
{% macro postgres__create_csv_table(model, agate_table) -%}
    {%- set created -%}
        create table {{ this }} (
            {%- for column in agate_table.column_names %}
            {{ adapter.quote(column) }} {{ dbt.type_string() }}{{ ',' if not loop.last }}
            {%- endfor %}
        )
    {%- endset -%}
    {%- call statement('_') -%}{{ created }}{%- endcall -%}
    {{ return(created) }}
{%- endmacro %}
