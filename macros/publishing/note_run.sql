{#- A post-hook of the marts. On DuckDB it writes the id of the run into the comment of the table, so that cup publish never publishes a
    table of a run that was not tested. On servers the guard notes runs; in another project nothing is noted. -#}
{% macro note_run() %}
{%- if execute and target.type == 'duckdb' and project_name == 'cup_warehouse' -%}
comment on table {{ this }} is '{{ invocation_id }}'
{%- endif -%}
{% endmacro %}
