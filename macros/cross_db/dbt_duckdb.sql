{#- Without the primary key, which the published file has (cup/publishing.py): DuckDB keeps a key in memory, and with a
    million legs writing all marts takes 88 seconds with keys and 23 without. Here the test `grain` asks for the same, and names the row. -#}
{% macro duckdb__get_table_columns_and_constraints() %}
    {%- set constraints = model['constraints'] | rejectattr('type', 'equalto', 'primary_key') | list -%}
    (
    {{ (adapter.render_raw_columns_constraints(raw_columns=model['columns'])
        + adapter.render_raw_model_constraints(raw_constraints=constraints)) | join(', ') }}
    )
{% endmacro %}
