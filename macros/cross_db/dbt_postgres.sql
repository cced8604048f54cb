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


{#- A model's table, without nested loops. Models read tables whole, and of a table just made, or of a CTE read twice, PostgreSQL has no
    statistics: it expects a row, takes a loop for it, and time grows with the square. -#}
{% macro postgres__create_table_as(temporary, relation, sql) -%}
    set local enable_nestloop = off;
    {{ dbt.postgres__create_table_as(temporary, relation, sql) }}
{%- endmacro %}
