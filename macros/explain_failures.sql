{#- Prints, at the end of a run, what the failing tests found: dbt itself says only how many rows.
    Every test here selects a column called message, a sentence about its row. -#}
{% macro explain_failures(results) %}
    {%- if execute and runs_nodes() -%}
        {%- do forget_failures(results) -%}
        {%- for result in results
            if result.node.resource_type == 'test'
            and result.status in ('fail', 'warn') -%}
            {%- set kept = keep_failures(result.node) -%}
            {%- set failed = kept or '(' ~ result.node.compiled_code ~ ')' -%}
            {%- set rows = run_query(
                'select * from ' ~ failed ~ ' as test_rows ' ~ ('' if kept else unwaived(result.node)) ~ ' limit 10'
            ) -%}
            {%- do log('', info=true) -%}
            {%- do log(result.status | upper ~ ' ' ~ result.node.name, info=true) -%}
            {%- for row in rows.rows -%}
                {%- set text = row['message'] if 'message' in rows.column_names else row.dict() -%}
                {%- do log('  - ' ~ text, info=true) -%}
            {%- endfor -%}
            {%- if result.failures > 10 -%}
                {%- do log('  … and ' ~ (result.failures - 10) ~ ' more', info=true) -%}
            {%- endif -%}
            {%- do log('  All of them: ' ~ ('select * from ' ~ kept if kept else result.node.compiled_path), info=true) -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}


{#- Stores the rows that a test failed on where the message says, and returns the table; none where they are not stored.
    Only now, and not for every test that passes (+store_failures), which costs more than the test itself. -#}
{% macro keep_failures(test) %}
    {{ return(adapter.dispatch('keep_failures')(test)) }}
{% endmacro %}

{% macro default__keep_failures(test) %}
    {%- set table = api.Relation.create(database=target.get('database'), schema=test.schema, identifier=test.alias, type='table') -%}
    {%- call statement('keep', auto_begin=false) -%}
        create schema if not exists {{ test.schema }};
        drop table if exists {{ table }};
        create table {{ table }} as
        select * from ({{ test.compiled_code }}) as test_rows {{ unwaived(test) }};
        {{ 'commit;' if target.type == 'postgres' }}
    {%- endcall -%}
    {{ return(table | string) }}
{% endmacro %}

{#- Asked for again instead: a table takes Spark longer. -#}
{% macro spark__keep_failures(test) %}{{ return(none) }}{% endmacro %}


{#- Drops what an earlier run stored of the tests that this one has asked. -#}
{% macro forget_failures(results) %}
    {%- set asked = results | map(attribute='node') | selectattr('resource_type', 'equalto', 'test') | list -%}
    {%- set stored = names_in(asked[0].schema) if asked and target.type != 'spark' else [] -%}
    {%- set stale = asked | selectattr('alias', 'in', stored) | list -%}
    {%- if stale -%}
        {%- call statement('forget', auto_begin=false) -%}
            {%- for test in stale %}
            drop table {{ api.Relation.create(database=target.get('database'), schema=test.schema, identifier=test.alias) }};
            {%- endfor %}
            {{ 'commit;' if target.type == 'postgres' }}
        {%- endcall -%}
    {%- endif -%}
{% endmacro %}
