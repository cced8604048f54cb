{#- A pre-hook of the seeds; the first seed of a run does the work. A server may hold other data, and several builds may run at once. So
    before a run writes its first table, it checks that its schemas belong to this project, and notes in <schema>_builds.runs that it
    began. A build is published only if no other run was active at the same time. On DuckDB, and in a project that uses this one as a
    package, the guard does nothing. -#}
{% macro guard() %}
{%- if execute and project_name == 'cup_warehouse' -%}
    {%- do adapter.dispatch('guard')() -%}
{%- endif -%}
{% endmacro %}

{% macro duckdb__guard() %}{% endmacro %}

{% macro default__guard() %}
{%- do refuse_schema_name(target.schema) -%}
{%- if asked('cup') -%}{%- do refuse_schema_name(asked('cup')) -%}{%- endif -%}
{%- do lock_runs() -%}
{%- if not beginning_of(invocation_id) -%}
    {%- set schemas = own_schemas() -%}
    {%- for schema, names in strangers(schemas).items() -%}
        {%- do exceptions.raise_compiler_error(
            'The schema ' ~ schema ~ ' holds ' ~ (names | sort)[:3] | join(', ') ~ (' and more' if names | length > 3 else '') ~ ', which this project did not build; nothing was touched. '
            ~ 'Set CUP_WAREHOUSE_SCHEMA to another name than ' ~ target.schema ~ '.'
        ) -%}
    {%- endfor -%}
    {%- do claim_schemas(schemas) -%}
    {%- set others = runs_at_work(invocation_id) -%}
    {%- if others -%}
        {%- do exceptions.raise_compiler_error(
            'Another build has been running in the schemas of ' ~ target.schema ~ ' since ' ~ others[0][1].strftime('%H:%M:%S')
            ~ '. Wait until it ends, or set CUP_WAREHOUSE_SCHEMA to another name. If it was killed, run: '
            ~ 'dbt run-operation forget_runs --target ' ~ target.name
        ) -%}
    {%- endif -%}
    {%- do note_in_runs(invocation_id, 'began with ' ~ asked('cup') if asked('cup') else 'began') -%}
{%- endif -%}
{%- do unlock_runs() -%}
{% endmacro %}


{% macro refuse_schema_name(name) %}
{%- if not modules.re.fullmatch('[a-z_][a-z0-9_]*', name) -%}
    {%- do exceptions.raise_compiler_error(
        'A schema cannot be named ' ~ name ~ ' here: use lower-case letters, digits and _ (CUP_WAREHOUSE_SCHEMA and CUP_WAREHOUSE_CUP).'
    ) -%}
{%- endif -%}
{% endmacro %}


{#- `dbt run-operation forget_runs` drops the table of runs. Use it after a run was killed, and so noted no end. -#}
{% macro forget_runs() %}
    {%- do adapter.drop_relation(api.Relation.create(
        database=target.get('database'), schema=target.schema ~ '_builds', identifier='runs', type='table'
    )) -%}
    {%- do log('The runs in ' ~ target.schema ~ ' are forgotten.', info=true) -%}
{% endmacro %}


{% macro runs_table() %}
    {{ return(target.schema ~ '_builds.runs') }}
{% endmacro %}


{#- Every schema that a run may write to. -#}
{% macro own_schemas() %}
    {%- set names = [target.schema, target.schema ~ '_builds'] -%}
    {%- for node in graph.nodes.values() if node.schema not in names and node.resource_type in ('model', 'seed', 'test') -%}
        {%- do names.append(node.schema) -%}
    {%- endfor -%}
    {{ return(names) }}
{% endmacro %}


{#- The tables and functions in schemas that this project has not claimed: lists of names by schema. -#}
{% macro strangers(schemas) %}
    {{ return(adapter.dispatch('strangers')(schemas)) }}
{% endmacro %}

{% macro default__strangers(schemas) %}
    {%- do exceptions.raise_compiler_error('This project runs on duckdb, postgres and spark, not on ' ~ target.type ~ '.') -%}
{% endmacro %}


{#- Creates the schemas that do not exist, and marks all of them as this project's. -#}
{% macro claim_schemas(schemas) %}
    {%- do adapter.dispatch('claim_schemas')(schemas) -%}
{% endmacro %}

{% macro default__claim_schemas(schemas) %}{% endmacro %}


{#- From here to unlock_runs no other session can read the runs or note one. -#}
{% macro lock_runs() %}
    {%- do adapter.dispatch('lock_runs')() -%}
{% endmacro %}

{#- Spark has no such lock. There one seed is loaded at a time (profiles.yml), so the first seed does the work alone. -#}
{% macro default__lock_runs() %}{% endmacro %}

{% macro unlock_runs() %}
    {%- do adapter.dispatch('unlock_runs')() -%}
{% endmacro %}

{% macro default__unlock_runs() %}{% endmacro %}


{#- The event that a run noted when it began; none if it noted nothing. -#}
{% macro beginning_of(run_id) %}
    {{ return(adapter.dispatch('beginning_of')(run_id)) }}
{% endmacro %}

{% macro default__beginning_of(run_id) %}
    {%- set found = run_query(
        'select event from ' ~ runs_table() ~ ' where invocation_id = ' ~ text_literal(run_id) ~ " and event != 'ended' order by noted_at limit 1"
    ).rows -%}
    {{ return(found[0][0] if found else none) }}
{% endmacro %}


{#- The other runs that are active: rows of id, and time when it began. -#}
{% macro runs_at_work(run_id) %}
    {{ return(adapter.dispatch('runs_at_work')(run_id)) }}
{% endmacro %}

{#- A run that noted no end may be active or killed. Nothing tells which, so all of them count as active. -#}
{% macro default__runs_at_work(run_id) %}
    {{ return(run_query(
        'select invocation_id, min(noted_at) as began_at from ' ~ runs_table() ~ ' where invocation_id != ' ~ text_literal(run_id)
        ~ " group by invocation_id having coalesce(max(case when event = 'ended' then noted_at end) < max(case when event != 'ended' then noted_at end), true)"
        ~ ' order by 2'
    ).rows | list) }}
{% endmacro %}


{#- How many other runs began or ended since this one began. -#}
{% macro overlapping_runs(run_id) %}
    {{ return(run_query(
        'select count(*) from ' ~ runs_table() ~ ' where invocation_id != ' ~ text_literal(run_id) ~ ' and noted_at > '
        ~ '(select min(noted_at) from ' ~ runs_table() ~ ' where invocation_id = ' ~ text_literal(run_id) ~ ')'
    ).rows[0][0] | int) }}
{% endmacro %}


{#- Notes an event of a run: began, began with <the user's schema>, or ended. -#}
{% macro note_in_runs(run_id, event) %}
    {%- do adapter.dispatch('note_in_runs')(run_id, event) -%}
{% endmacro %}

{% macro default__note_in_runs(run_id, event) %}{% endmacro %}
