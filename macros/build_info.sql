{#- The columns of build_info, the table of one row that says which build a published version comes from: name, type
    and description. The values are known only when a build is published. -#}
{% macro build_info_columns() %}
    {{ return([
        ('built_at', 'timestamp', 'When the tables were published, in UTC.'),
        ('git_commit', 'string', 'The commit that was built. Null outside a git checkout, and on servers.'),
        ('has_uncommitted_changes', 'boolean', 'Whether files differed from that commit. Null where git_commit is null.'),
        ('brought_cup', 'string', 'The folder or schema that was built together with the shipped record. Null where none was.'),
        ('built_editions', 'string', 'The editions that were built anew, separated by semicolons, and beside which the others stayed as they were. Null where everything was built.'),
        ('project_version', 'string', 'Version of this project.'),
        ('dbt_version', 'string', 'Version of dbt-core.'),
        ('engine', 'string', 'What built the tables: duckdb, postgres or spark.'),
        ('engine_version', 'string', 'Version of the engine.'),
        ('data_tests_passed', 'integer', 'Data tests behind these tables, of which none failed. Unit: tests.'),
        ('unit_tests_passed', 'integer', 'Unit tests of the models behind them, of which none failed. Unit: tests.'),
        ('table_count', 'integer', 'Marts: the public tables without this one and the codebook. Unit: tables.'),
        ('table_names', 'string', 'Their names, separated by semicolons.'),
    ]) }}
{% endmacro %}


{#- The row of build_info on a server, as a list of SQL expressions in the order of its columns. -#}
{% macro build_info_values(results, tables) %}
    {%- set of_type = {'test': [], 'unit_test': []} -%}
    {%- for result in results if result.node and result.node.resource_type | string in of_type -%}
        {%- do of_type[result.node.resource_type | string].append(result) -%}
    {%- endfor -%}
    {{ return([
        "cast('" ~ modules.datetime.datetime.now(modules.pytz.utc).strftime('%Y-%m-%d %H:%M:%S.%f') ~ "' as timestamp)",
        'cast(null as ' ~ dbt.type_string() ~ ')',
        'cast(null as boolean)',
        text_literal(var('cup')) if var('cup', none) else 'cast(null as ' ~ dbt.type_string() ~ ')',
        'cast(null as ' ~ dbt.type_string() ~ ')',
        text_literal(var('project_version')),
        text_literal(dbt_version),
        text_literal(target.type),
        engine_version(),
        of_type['test'] | length,
        of_type['unit_test'] | length,
        tables | length,
        text_literal(tables | join(';')),
    ]) }}
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
