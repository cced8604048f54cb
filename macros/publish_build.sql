{#- When a run ends, hands its results to the plugin in scripts/publishing.py, which publishes the public
    tables if it was a build and everything has passed, and says what it did. -#}
{% macro publish_build(results) %}
{%- if execute and target.type == 'duckdb' and not var('check', false) -%}
    {%- set statuses = {} -%}
    {%- for result in results if result.node -%}
        {%- do statuses.update({result.node.unique_id: result.status | string}) -%}
    {%- endfor -%}
    {%- set run = {
        'statuses': statuses,
        'is_build': flags.WHICH == 'build' and not flags.EMPTY and not flags.DEFER,
        'target_path': flags.TARGET_PATH or 'target',
        'published': env_var('CUP_WAREHOUSE_PUBLISHED', 'warehouse.duckdb'),
        'parquet': var('parquet', true),
        'variables': {
            'cup': var('cup', none),
            'cup_alone': var('cup_alone', false),
            'doubts': var('doubts', none),
        },
    } -%}
    {%- do adapter.store_relation('publishing', api.Relation.create(identifier='published'), [], '', '', {'run': tojson(run)}) -%}
    {%- set outcome = run_query('select is_error, message from builds.outcome').rows[0] -%}
    {%- if outcome[0] -%}
        {%- do exceptions.raise_compiler_error(outcome[1]) -%}
    {%- elif outcome[1] -%}
        {%- do log(outcome[1], info=true) -%}
    {%- endif -%}
{%- endif -%}
{% endmacro %}
