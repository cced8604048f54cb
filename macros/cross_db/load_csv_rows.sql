{#- Loads a seed into DuckDB. The macro of dbt-duckdb guesses quotes and comments from the data, so one cell could change how the rest of
    the file is read. -#}
{% macro duckdb__load_csv_rows(model, agate_table) -%}
    {%- set copied -%}
        copy {{ this.render() }} from {{ text_literal(as_pattern(adapter.get_seed_file_path(model))) }} (
            format csv, auto_detect false, header true, delimiter ',', quote '"', escape '"', strict_mode true
        )
    {%- endset -%}
    {%- do adapter.add_query(copied, abridge_sql_log=True) -%}
    {{ return(copied) }}
{%- endmacro %}
