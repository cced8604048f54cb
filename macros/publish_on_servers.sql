{#- PostgreSQL and Spark hold more than this project, and more than one build may be at work. So a run first makes sure
    that its schemas are its own, and notes itself in <schema>_builds.runs; and only a whole build that no other run
    has overlapped is published in <schema>. -#}
{% macro default__note_run() %}
{%- set schemas = own_schemas() -%}
{%- for schema, names in strangers(schemas).items() -%}
    {%- do exceptions.raise_compiler_error(
        'The schema ' ~ schema ~ ' holds ' ~ (names | sort)[:3] | join(', ') ~ (' and more' if names | length > 3 else '') ~ ', which this project did not build; nothing was touched. '
        ~ 'Choose another name for the schemas with CUP_WAREHOUSE_SCHEMA, which is now ' ~ target.schema ~ '.'
    ) -%}
{%- endfor -%}
{%- do claim_schemas(schemas) -%}
{%- do refuse_second_build() -%}
{%- do note_in_runs('began') -%}
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
    {%- elif overlapping_runs() -%}
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


{#- Stops the run where another one is seen to be at work. Spark does not say who is connected; there, what overlaps
    is only not published. -#}
{% macro refuse_second_build() %}
    {%- do adapter.dispatch('refuse_second_build')() -%}
{% endmacro %}

{% macro default__refuse_second_build() %}{% endmacro %}


{% macro note_in_runs(event) %}
    {%- do adapter.dispatch('note_in_runs')(event) -%}
{% endmacro %}

{% macro default__note_in_runs(event) %}{% endmacro %}


{#- How many other runs began or ended since this one began. -#}
{% macro overlapping_runs() %}
    {%- set runs = target.schema ~ '_builds.runs' -%}
    {{ return(run_query(
        "select count(*) from " ~ runs ~ " where invocation_id != '" ~ invocation_id ~ "' and noted_at > "
        ~ "(select min(noted_at) from " ~ runs ~ " where invocation_id = '" ~ invocation_id ~ "')"
    ).rows[0][0] | int) }}
{% endmacro %}


{% macro publish_tables(tables, info) %}
    {%- do adapter.dispatch('publish_tables')(tables, info) -%}
{% endmacro %}

{% macro default__publish_tables(tables, info) %}{% endmacro %}
