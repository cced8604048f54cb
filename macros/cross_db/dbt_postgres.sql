{#- The table of a seed. The seeds declare their columns as string, a type that PostgreSQL lacks. -#}
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


{#- The table of a model, made without nested loops. PostgreSQL has no statistics for a new table, or for a CTE that is read twice. It
    expects one row, chooses a loop, and the time grows with the square of the rows. -#}
{% macro postgres__create_table_as(temporary, relation, sql) -%}
    set local enable_nestloop = off;
    {{ dbt.postgres__create_table_as(temporary, relation, sql) }}
{%- endmacro %}


{#- The query of a test, run as it stands. PostgreSQL expects thousands of rows where there is none, and would spend seconds on compiling a
    query that takes milliseconds. -#}
{% macro postgres__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    set local jit = off;
    {{ dbt.default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}
