{#- The columns and constraints of a mart without its primary key, because DuckDB keeps keys in memory: with a million legs, writing all
    marts takes 88 seconds with keys and 23 without. The test `grain` checks the same and names the row; the published file has the keys
    (cup/publishing.py). -#}
{% macro duckdb__get_table_columns_and_constraints() %}
    {%- set constraints = model['constraints'] | rejectattr('type', 'equalto', 'primary_key') | list -%}
    (
    {{ (adapter.render_raw_columns_constraints(raw_columns=model['columns'])
        + adapter.render_raw_model_constraints(raw_constraints=constraints)) | join(', ') }}
    )
{% endmacro %}
