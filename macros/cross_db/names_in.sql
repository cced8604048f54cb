{#- The names of the tables and views in a schema. -#}
{% macro names_in(schema) %}
    {{ return(adapter.dispatch('names_in')(schema)) }}
{% endmacro %}

{% macro default__names_in(schema) %}
    {{ return(run_query(
        "select table_name from information_schema.tables where table_schema = " ~ text_literal(schema) ~ " order by table_name"
    ).columns[0].values() | list) }}
{% endmacro %}

{% macro spark__names_in(schema) %}
    {{ return(run_query('show tables in ' ~ schema).columns[1].values() | list) }}
{% endmacro %}
