{#- `dbt run-operation publish` ends a build on PostgreSQL or Spark; cup/servers.py calls it. `run_id` is dbt's invocation id of the
    build, `passed` whether it passed its audit, and `info` the row of build_info: name, type, description and value (as text) of each
    column. Nothing is published if another run was active since the build began. The build counts as active until this ends. -#}
{% macro publish(run_id, info=[], passed=true) %}
{%- if target.type == 'duckdb' -%}
    {%- do exceptions.raise_compiler_error('To publish on DuckDB, run: cup publish') -%}
{%- endif -%}
{%- do refuse_schema_name(target.schema) -%}
{%- do lock_runs() -%}
{%- set beginning = beginning_of(run_id) -%}
{%- if passed and not beginning -%}
    {%- set reason = 'the last build was not made in the schemas of ' ~ target.schema ~ '. Build again.' -%}
{%- elif passed and (runs_at_work(run_id) or overlapping_runs(run_id)) -%}
    {%- set reason = 'another run used these schemas at the same time. Build again.' -%}
{%- endif -%}
{%- if beginning -%}
    {%- do note_in_runs(run_id, beginning if passed and not reason else 'ended') -%}
{%- endif -%}
{%- do unlock_runs() -%}
{%- if reason -%}
    {%- do exceptions.raise_compiler_error('Not published: ' ~ reason ~ ' The schema ' ~ target.schema ~ ' is unchanged.') -%}
{%- elif passed -%}
    {%- set tables = public_tables() -%}
    {%- do publish_tables(tables, info, beginning) -%}
    {%- do note_in_runs(run_id, 'ended') -%}
    {%- do print('Published ' ~ tables | length ~ ' tables to the schema ' ~ target.schema ~ '.') -%}
{%- endif -%}
{% endmacro %}


{% macro public_tables() %}
    {%- set names = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.package_name == 'cup_warehouse' and node.fqn[1] == 'marts' -%}
        {%- do names.append(node.name) -%}
    {%- endfor -%}
    {{ return(names | sort) }}
{% endmacro %}


{#- Publishes the build: readers have the old version or the new one. `beginning` is the event that the build noted when it began. -#}
{% macro publish_tables(tables, info, beginning='began') %}
    {%- do adapter.dispatch('publish_tables')(tables, info, beginning) -%}
{% endmacro %}

{% macro default__publish_tables(tables, info, beginning) %}{% endmacro %}


{#- The value of a column of build_info, as an expression. Fills in what only the server knows. -#}
{% macro info_value(column, beginning) -%}
    {%- set name, data_type, _, value = column -%}
    {%- set data_type = info_type(data_type) -%}
    {%- if name == 'engine_version' -%}
        cast({{ engine_version() }} as {{ data_type }})
    {%- elif name == 'brought_cup' and beginning.startswith('began with ') -%}
        cast({{ text_literal(beginning[11:]) }} as {{ data_type }})
    {%- else -%}
        cast({{ 'null' if value is none else text_literal(value) }} as {{ data_type }})
    {%- endif -%}
{%- endmacro %}

{% macro info_type(data_type) %}
    {{ return(dbt.type_string() if data_type == 'string' else data_type) }}
{% endmacro %}


{% macro engine_version() %}
    {{ return(adapter.dispatch('engine_version')()) }}
{% endmacro %}

{% macro default__engine_version() %}
    {{ return('null') }}
{% endmacro %}

{% macro postgres__engine_version() %}
    {{ return("current_setting('server_version')") }}
{% endmacro %}

{% macro spark__engine_version() %}
    {{ return("split_part(version(), ' ', 1)") }}
{% endmacro %}


{#- `dbt run-operation failed_rows` prints the rows that tests have found, each as a line of JSON: test, row_key (null if the test has
    none) and message. `tests` has, by the name of a test, its compiled SQL, and whether it is an invariant, whose rows have
    keys. Prints at most a thousand rows of each test. -#}
{% macro failed_rows(tests) %}
{%- for name, test in tests.items() -%}
    {%- set rows = run_query('select * from (' ~ test.sql ~ '\n) as test_rows order by message limit 1000').rows -%}
    {%- for row in rows -%}
        {%- do print(tojson({'test': name, 'row_key': row['row_key'] if test.is_invariant else none, 'message': row['message']})) -%}
    {%- endfor -%}
{%- endfor -%}
{% endmacro %}
