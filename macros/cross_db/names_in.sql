{#- The names of the tables and views in a schema. -#}
{% macro names_in(schema) %}
    {{ return(adapter.dispatch('names_in')(schema)) }}
{% endmacro %}

{% macro default__names_in(schema) %}
    {{ return(run_query(
        "select table_name from information_schema.tables where table_catalog = current_database() and table_schema = " ~ text_literal(schema)
        ~ " order by table_name"
    ).columns[0].values() | list) }}
{% endmacro %}

{#- information_schema would leave out materialised views, and tables that this account may not read. -#}
{% macro postgres__names_in(schema) %}
    {{ return(run_query(
        "select relname from pg_catalog.pg_class inner join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace "
        ~ "where nspname = " ~ text_literal(schema) ~ " and relkind in ('r', 'p', 'v', 'm', 'f') order by relname"
    ).columns[0].values() | list) }}
{% endmacro %}

{% macro spark__names_in(schema) %}
    {{ return(run_query('show tables in ' ~ schema).columns[1].values() | list) }}
{% endmacro %}
