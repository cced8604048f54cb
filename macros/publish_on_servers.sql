{#- PostgreSQL and Spark hold more than this project, and more than one build may be at work. So a run first makes sure
    that its schemas are its own, and notes itself in <schema>_builds.runs; and only a whole build that no other run
    has overlapped is published in <schema>. -#}
{% macro default__note_run() %}
{%- for name in (target.schema, var('cup', none)) if name and not modules.re.fullmatch('[a-z_][a-z0-9_]*', name) -%}
    {%- do exceptions.raise_compiler_error(
        'A schema cannot be called ' ~ name ~ ' here: use small letters, digits and _ (CUP_WAREHOUSE_SCHEMA and the variable cup).'
    ) -%}
{%- endfor -%}
{%- set schemas = own_schemas() -%}
{%- for schema, names in strangers(schemas).items() -%}
    {%- do exceptions.raise_compiler_error(
        'The schema ' ~ schema ~ ' holds ' ~ (names | sort)[:3] | join(', ') ~ (' and more' if names | length > 3 else '') ~ ', which this project did not build; nothing was touched. '
        ~ 'Choose another name for the schemas with CUP_WAREHOUSE_SCHEMA, which is now ' ~ target.schema ~ '.'
    ) -%}
{%- endfor -%}
{%- do claim_schemas(schemas) -%}
{%- set others = runs_at_work() -%}
{%- if others -%}
    {%- do exceptions.raise_compiler_error(
        'Another build, since ' ~ others[0][1].strftime('%H:%M:%S') ~ ', is at work in the schemas of ' ~ target.schema
        ~ '. Wait until it has ended, or choose another name with CUP_WAREHOUSE_SCHEMA. If it was killed, say so: '
        ~ 'dbt run-operation forget_runs --target ' ~ target.name
    ) -%}
{%- endif -%}
{%- do note_in_runs('began') -%}
{% endmacro %}


{#- `dbt run-operation forget_runs`: what is noted of runs goes. For a build that was killed and noted no end. -#}
{% macro forget_runs() %}
    {%- do adapter.drop_relation(api.Relation.create(
        database=target.get('database'), schema=target.schema ~ '_builds', identifier='runs', type='table'
    )) -%}
    {%- do log('The runs in ' ~ target.schema ~ ' are forgotten.', info=true) -%}
{% endmacro %}


{% macro runs_table() %}
    {{ return(target.schema ~ '_builds.runs') }}
{% endmacro %}


{% macro default__publish_build(results) %}
{%- set reason = unpublishable(results) -%}
{%- if is_build() and not reason -%}
    {%- set tables = public_tables() -%}
    {%- do publish_tables(tables, build_info_values(results, tables)) -%}
    {%- do log(
        'Published ' ~ tables | length ~ ' tables to the schema ' ~ target.schema ~ ', '
        ~ results | selectattr('node.resource_type', 'equalto', 'test') | list | length ~ ' tests passed.', info=true
    ) -%}
{%- elif is_build() -%}
    {%- do log('Not published: ' ~ reason ~ ' The schema ' ~ target.schema ~ ' is as it was.', info=true) -%}
{%- endif -%}
{%- do note_in_runs('ended') -%}
{% endmacro %}


{#- Why a build must not be published, in a sentence; nothing where it may be. -#}
{% macro unpublishable(results) %}
    {%- set passed, bad = [], [] -%}
    {%- for result in results if result.node -%}
        {%- do (passed if result.status in ('success', 'pass', 'warn') else bad).append(result.node.unique_id) -%}
    {%- endfor -%}
    {%- set left_out = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type in ('model', 'seed', 'test') and node.unique_id not in passed and node.unique_id not in bad -%}
        {%- do left_out.append(node.name) -%}
    {%- endfor -%}
    {%- if bad -%}
        {{ return(bad | length ~ (' node' if bad | length == 1 else ' nodes') ~ ' failed or were skipped.') }}
    {%- elif overlapping_runs() or runs_at_work() -%}
        {{ return('another run was at work in these schemas at the same time. Build again.') }}
    {%- elif left_out -%}
        {{ return(
            left_out | length ~ ' nodes were not selected, ' ~ left_out[0] ~ ' among them; on ' ~ target.type
            ~ ' only a whole build is published.'
        ) }}
    {%- endif -%}
    {{ return('') }}
{% endmacro %}


{% macro public_tables() %}
    {%- set names = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.fqn[1] == 'marts' -%}
        {%- do names.append(node.name) -%}
    {%- endfor -%}
    {{ return(names | sort) }}
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
    {%- do exceptions.raise_compiler_error('This project is built on duckdb, postgres and spark, and not on ' ~ target.type ~ '.') -%}
{% endmacro %}


{#- Creates the schemas that are not there, and marks them all as this project's. -#}
{% macro claim_schemas(schemas) %}
    {%- do adapter.dispatch('claim_schemas')(schemas) -%}
{% endmacro %}

{% macro default__claim_schemas(schemas) %}{% endmacro %}


{#- The other runs that are at work: rows of id and beginning. -#}
{% macro runs_at_work() %}
    {{ return(adapter.dispatch('runs_at_work')()) }}
{% endmacro %}

{#- Nothing on a server says which of the runs that noted no end was killed, so all of them count. -#}
{% macro default__runs_at_work() %}
    {{ return(run_query(
        "select invocation_id, min(noted_at) as began_at from " ~ runs_table() ~ " where invocation_id != '" ~ invocation_id ~ "' "
        ~ "group by invocation_id having max(case when event = 'ended' then 1 else 0 end) = 0 order by 2"
    ).rows | list) }}
{% endmacro %}


{% macro note_in_runs(event) %}
    {%- do adapter.dispatch('note_in_runs')(event) -%}
{% endmacro %}

{% macro default__note_in_runs(event) %}{% endmacro %}


{#- How many other runs began or ended since this one began. -#}
{% macro overlapping_runs() %}
    {{ return(run_query(
        "select count(*) from " ~ runs_table() ~ " where invocation_id != '" ~ invocation_id ~ "' and noted_at > "
        ~ "(select min(noted_at) from " ~ runs_table() ~ " where invocation_id = '" ~ invocation_id ~ "')"
    ).rows[0][0] | int) }}
{% endmacro %}


{% macro publish_tables(tables, info) %}
    {%- do adapter.dispatch('publish_tables')(tables, info) -%}
{% endmacro %}

{% macro default__publish_tables(tables, info) %}{% endmacro %}
