{#- When a run ends, hands its results to the plugin in scripts/publishing.py, which publishes the public
    tables if it was a build and everything has passed, and says what it did. -#}
{% macro publish_build(results) %}
{%- if execute and target.type == 'duckdb' and runs_nodes() -%}
    {%- set statuses = {} -%}
    {%- for result in results if result.node -%}
        {%- do statuses.update({result.node.unique_id: result.status | string}) -%}
    {%- endfor -%}
    {%- set run = run_as_it_is() -%}
    {%- do run.update({
        'statuses': statuses,
        'is_build': flags.WHICH == 'build' and not flags.EMPTY and not flags.DEFER and not var('check', false),
        'fail_fast': flags.FAIL_FAST,
        'published': env_var('CUP_WAREHOUSE_PUBLISHED', 'warehouse.duckdb'),
        'parquet': var('parquet', true),
    }) -%}
    {%- do tell_publishing(run) -%}
    {%- set outcome = run_query('select is_error, message from builds.outcome').rows[0] -%}
    {%- if outcome[0] -%}
        {%- do exceptions.raise_compiler_error(outcome[1]) -%}
    {%- elif outcome[1] -%}
        {%- do log(outcome[1], info=true) -%}
    {%- endif -%}
{%- endif -%}
{% endmacro %}


{#- When a run starts, lets the plugin note what the project is, so that a file edited while the build runs is
    not taken for what was built. -#}
{% macro note_project() %}
{%- if execute and target.type == 'duckdb' and runs_nodes() -%}
    {%- set run = run_as_it_is() -%}
    {%- do run.update({'selected': selected_resources}) -%}
    {%- do tell_publishing(run) -%}
{%- endif -%}
{% endmacro %}


{% macro run_as_it_is() %}
    {{ return({
        'invocation_id': invocation_id,
        'target_path': flags.TARGET_PATH or 'target',
        'variables': {
            'cup': var('cup', none),
            'cup_alone': var('cup_alone', false),
            'doubts': var('doubts', none),
            'check': var('check', false),
        },
    }) }}
{% endmacro %}


{% macro tell_publishing(run) %}
    {%- do adapter.store_relation('publishing', api.Relation.create(identifier='published'), [], '', '', {'run': tojson(run)}) -%}
{% endmacro %}


{#- Whether this command runs nodes. `dbt compile` and `dbt docs generate` only render the hooks. -#}
{% macro runs_nodes() %}
    {{ return(flags.WHICH in ('build', 'run', 'seed', 'test', 'snapshot', 'clone')) }}
{% endmacro %}
