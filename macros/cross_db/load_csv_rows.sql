{#- How DuckDB reads a seed. dbt-duckdb's own macro leaves quotes and comments to be guessed from the data, so
    that a cell could change how the rest of its file is read; here they are what they are. -#}
{% macro duckdb__load_csv_rows(model, agate_table) -%}
    {%- set copied -%}
        copy {{ this.render() }} from {{ text_literal(as_pattern(adapter.get_seed_file_path(model))) }} (
            format csv, auto_detect false, header true, delimiter ',', quote '"', escape '"', strict_mode true
        )
    {%- endset -%}
    {%- do adapter.add_query(copied, abridge_sql_log=True) -%}
    {{ return(copied) }}
{%- endmacro %}
