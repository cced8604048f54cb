{#- When a run starts: makes sure that nothing but this project stands where it is going to build, and notes the
    run. -#}
{% macro note_run() %}
{%- if execute and runs_nodes() -%}
    {%- do adapter.dispatch('note_run')() -%}
{%- endif -%}
{% endmacro %}


{#- When a run ends: publishes the public tables if it was a build and everything has passed, and says what it
    did. -#}
{% macro publish_build(results) %}
{%- if execute and runs_nodes() -%}
    {%- do adapter.dispatch('publish_build')(results) -%}
{%- endif -%}
{% endmacro %}


{#- Whether this command runs nodes. `dbt compile` and `dbt docs generate` only render the hooks. -#}
{% macro runs_nodes() %}
    {{ return(flags.WHICH in ('build', 'run', 'seed', 'test', 'snapshot', 'clone')) }}
{% endmacro %}


{#- Whether what this run built may be published at all, where everything has passed. -#}
{% macro is_build() %}
    {{ return(flags.WHICH == 'build' and not flags.EMPTY and not flags.DEFER and not var('check', false)) }}
{% endmacro %}


{#- On DuckDB the plugin in scripts/publishing.py does both: it swaps files, and remembers what was built before, so
    that a selection publishes too. -#}
{% macro duckdb__note_run() %}
    {%- set run = run_as_it_is() -%}
    {%- do run.update({'selected': selected_resources}) -%}
    {%- do tell_publishing(run) -%}
{% endmacro %}


{% macro duckdb__publish_build(results) %}
    {%- set statuses = {} -%}
    {%- for result in results if result.node -%}
        {%- do statuses.update({result.node.unique_id: result.status | string}) -%}
    {%- endfor -%}
    {%- set run = run_as_it_is() -%}
    {%- do run.update({
        'statuses': statuses,
        'is_build': is_build(),
        'fail_fast': flags.FAIL_FAST,
        'published': env_var('CUP_WAREHOUSE_PUBLISHED', 'warehouse.duckdb'),
        'parquet': var('parquet', true),
        'build_info': build_info_columns(),
        'project_version': var('project_version'),
    }) -%}
    {%- do tell_publishing(run) -%}
    {%- set outcome = run_query('select is_error, message from builds.outcome').rows[0] -%}
    {%- if outcome[0] -%}
        {%- do exceptions.raise_compiler_error(outcome[1]) -%}
    {%- elif outcome[1] -%}
        {%- do log(outcome[1], info=true) -%}
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
            'editions': var('editions', none),
        },
    }) }}
{% endmacro %}


{% macro tell_publishing(run) %}
    {%- do adapter.store_relation('publishing', api.Relation.create(identifier='published'), [], '', '', {'run': tojson(run)}) -%}
{% endmacro %}
