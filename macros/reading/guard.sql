{#- PostgreSQL and Spark hold more than this project, and more than one build may be at work. So before a run writes its first
    table it makes sure that its schemas are its own, and notes itself in <schema>_builds.runs; only a build that no other
    run has overlapped is published. A pre-hook of every seed: the first to come does the work. On DuckDB, and in another
    project that takes this one as a package, it does nothing. -#}
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


{#- `dbt run-operation forget_runs`: what is noted of runs goes. For a run that noted no end. -#}
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


{#- What stands in those of the schemas that this project has not claimed: lists of names by schema. -#}
{% macro strangers(schemas) %}
    {{ return(adapter.dispatch('strangers')(schemas)) }}
{% endmacro %}

{% macro default__strangers(schemas) %}
    {%- do exceptions.raise_compiler_error('This project runs on duckdb, postgres and spark, not on ' ~ target.type ~ '.') -%}
{% endmacro %}


{#- Creates the schemas that are not there, and marks them all as this project's. -#}
{% macro claim_schemas(schemas) %}
    {%- do adapter.dispatch('claim_schemas')(schemas) -%}
{% endmacro %}

{% macro default__claim_schemas(schemas) %}{% endmacro %}


{#- From here to unlock_runs one session alone looks at the runs and notes one. -#}
{% macro lock_runs() %}
    {%- do adapter.dispatch('lock_runs')() -%}
{% endmacro %}

{#- Where there is no such lock, one seed is loaded after the other (profiles.yml), so that the first does it. -#}
{% macro default__lock_runs() %}{% endmacro %}

{% macro unlock_runs() %}
    {%- do adapter.dispatch('unlock_runs')() -%}
{% endmacro %}

{% macro default__unlock_runs() %}{% endmacro %}


{#- How a run began, as it was noted; none where it was not. -#}
{% macro beginning_of(run_id) %}
    {{ return(adapter.dispatch('beginning_of')(run_id)) }}
{% endmacro %}

{% macro default__beginning_of(run_id) %}
    {%- set found = run_query(
        'select event from ' ~ runs_table() ~ ' where invocation_id = ' ~ text_literal(run_id) ~ " and event != 'ended' order by noted_at limit 1"
    ).rows -%}
    {{ return(found[0][0] if found else none) }}
{% endmacro %}


{#- The runs other than this one that are at work: rows of id and beginning. -#}
{% macro runs_at_work(run_id) %}
    {{ return(adapter.dispatch('runs_at_work')(run_id)) }}
{% endmacro %}

{#- Nothing on a server says which of the runs that noted no end was killed, so all of them count. -#}
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


{#- Notes an event of a run: began, began with <the schema of a brought cup>, or ended. -#}
{% macro note_in_runs(run_id, event) %}
    {%- do adapter.dispatch('note_in_runs')(run_id, event) -%}
{% endmacro %}

{% macro default__note_in_runs(run_id, event) %}{% endmacro %}
