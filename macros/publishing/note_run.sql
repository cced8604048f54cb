{#- On DuckDB each public table of a build carries the id of the run that made it, so that cup publish never takes the table of another
    run for one that was tested. A post-hook of the marts; on servers the guard notes runs, and in another project nothing is noted. -#}
{% macro note_run() %}
{%- if execute and target.type == 'duckdb' and project_name == 'cup_warehouse' -%}
comment on table {{ this }} is '{{ invocation_id }}'
{%- endif -%}
{% endmacro %}
