{#- Replacements for macros of dbt-spark that differ from the other adapters. dbt finds these first. -#}

{#- The adapter's own ignores the order. -#}
{% macro spark__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
    listagg({{ measure }}, {{ delimiter_text }}){{ ' within group (' ~ order_by_clause ~ ')' if order_by_clause }}
{%- endmacro %}


{#- The adapter's own reads the delimiter as a regular expression, and fails if there is no such part. -#}
{% macro spark__split_part(string_text, delimiter_text, part_number) -%}
    split_part({{ string_text }}, {{ delimiter_text }}, {{ part_number }})
{%- endmacro %}


{#- The adapter's own writes a null as the text None, and does not escape quotes. -#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- for rows in agate_table.rows | batch(1000) %}
        {%- set loaded -%}
            insert into {{ this }} values
            {%- for row in rows %}
            (
                {%- for cell in row %}
                {{- 'null' if cell is none else text_literal(cell) }}{{ ', ' if not loop.last }}
                {%- endfor -%}
            ){{ ',' if not loop.last }}
            {%- endfor %}
        {%- endset %}
        {%- do adapter.add_query(loaded, abridge_sql_log=True) %}
    {%- endfor %}
    {{ return('') }}
{%- endmacro %}
