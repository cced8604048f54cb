{#- Prints, at the end of a run, what the failing tests found: dbt itself says only how many rows.
    Every test here selects a column called message, a sentence about its row. -#}
{% macro explain_failures(results) %}
    {%- if execute and runs_nodes() -%}
        {%- do forget_failures(results) -%}
        {%- for result in results
            if result.node.resource_type == 'test'
            and result.status in ('fail', 'warn') -%}
            {%- set found = 'select * from (' ~ result.node.compiled_code ~ ') as test_rows ' ~ unwaived(result.node) -%}
            {%- set kept = keep_failures(result.node, found) -%}
            {%- set rows = run_query(('select * from ' ~ kept if kept else found) ~ ' limit 10') -%}
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


{#- Stores what a test `found` where the message says, and returns the table; none where it is not stored.
    Only now, and not for every test that passes (+store_failures), which costs more than the test itself. -#}
{% macro keep_failures(test, found) %}
    {{ return(adapter.dispatch('keep_failures')(test, found)) }}
{% endmacro %}

{% macro default__keep_failures(test, found) %}
    {%- set table = table_of_failures(test) -%}
    {%- do for_good(
        'create schema if not exists ' ~ test.schema ~ '; drop table if exists ' ~ table ~ '; create table ' ~ table ~ ' as ' ~ found ~ ';'
    ) -%}
    {{ return(table) }}
{% endmacro %}

{#- Asked for again instead: a table takes Spark longer. -#}
{% macro spark__keep_failures(test, found) %}{{ return(none) }}{% endmacro %}


{#- Drops what an earlier run stored of the tests that this one has asked. -#}
{% macro forget_failures(results) %}
    {%- do adapter.dispatch('forget_failures')(results) -%}
{% endmacro %}

{% macro default__forget_failures(results) %}
    {%- set asked = results | map(attribute='node') | selectattr('resource_type', 'equalto', 'test') | list -%}
    {%- set stored = names_in(asked[0].schema) if asked else [] -%}
    {%- for test in asked if test.alias in stored -%}
        {%- do for_good('drop table ' ~ table_of_failures(test) ~ ';') -%}
    {%- endfor -%}
{% endmacro %}

{% macro spark__forget_failures(results) %}{% endmacro %}


{% macro table_of_failures(test) -%}
    {{ api.Relation.create(database=target.get('database'), schema=test.schema, identifier=test.alias) }}
{%- endmacro %}
