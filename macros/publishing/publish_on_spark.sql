{% macro spark__strangers(schemas) %}
    {%- set found = {} -%}
    {%- set there = run_query('show schemas').columns[0].values() -%}
    {%- for schema in schemas if schema in there and not is_claimed(schema) -%}
        {%- set names = names_in(schema) -%}
        {%- if names -%}{%- do found.update({schema: names}) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{% macro is_claimed(schema) %}
    {%- for row in run_query('describe schema extended ' ~ schema).rows if row[0] == 'Properties' and '(cup_warehouse,its own)' in row[1] -%}
        {{ return(true) }}
    {%- endfor -%}
    {{ return(false) }}
{% endmacro %}


{% macro spark__claim_schemas(schemas) %}
    {%- for schema in schemas -%}
        {%- do run_query('create schema if not exists ' ~ schema) -%}
        {%- do run_query('alter schema ' ~ schema ~ " set dbproperties ('cup_warehouse' = 'its own')") -%}
    {%- endfor -%}
    {%- do run_query(
        'create table if not exists ' ~ runs_table() ~ ' (invocation_id string, event string, noted_at timestamp) using parquet'
    ) -%}
{% endmacro %}


{% macro spark__beginning_of(run_id) %}
    {%- set schema = target.schema ~ '_builds' -%}
    {%- if run_query("show schemas like '" ~ schema ~ "'").rows and 'runs' in names_in(schema) -%}
        {{ return(default__beginning_of(run_id)) }}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}


{% macro spark__note_in_runs(run_id, event) %}
    {%- do run_query(
        'insert into ' ~ runs_table() ~ ' values (' ~ text_literal(run_id) ~ ', ' ~ text_literal(event) ~ ', current_timestamp())'
    ) -%}
{% endmacro %}


{#- Writes the tables of a build into a new schema, <schema>_v<time>, which never changes again. Then the views in <schema> are pointed to
    it, build_info last. A reader who needs one version throughout reads version_schema in build_info, and then that schema. The version
    before this one stays; older ones are dropped, and so are the views of tables that no longer exist. -#}
{% macro spark__publish_tables(tables, info, beginning) %}
{%- set earlier = [] -%}
{%- for schema in run_query("show schemas like '" ~ target.schema ~ "_v*'").columns[0].values()
    if modules.re.fullmatch(target.schema ~ '_v[0-9]{8}t[0-9]{6}', schema) and is_claimed(schema) -%}
    {%- do earlier.append(schema) -%}
{%- endfor -%}
{%- set last = run_query('select version_schema, table_names from ' ~ target.schema ~ '.build_info').rows[0]
    if 'build_info' in names_in(target.schema) else [none, ''] -%}
{%- set version = target.schema ~ '_v' ~ modules.datetime.datetime.now(modules.pytz.utc).strftime('%Y%m%dt%H%M%S') -%}
{%- do run_query('create schema ' ~ version) -%}
{%- do spark__claim_schemas([version]) -%}

{%- for name in tables -%}
    {%- do run_query('create table ' ~ version ~ '.' ~ name ~ ' using parquet as select * from ' ~ target.schema ~ '_main.' ~ name) -%}
{%- endfor -%}
{%- call statement('build_info') %}
create table {{ version }}.build_info using parquet as
select
    {%- for column in info %}
    {{ info_value(column, beginning) }} as {{ column[0] }},
    {%- endfor %}
    '{{ version }}' as version_schema
{%- endcall -%}

{%- for name in tables -%}
    {%- set node = node_of(name) -%}
    {%- set columns = [] -%}
    {%- for column in node.columns.values() -%}
        {%- do columns.append((column.name, column.description)) -%}
    {%- endfor -%}
    {%- do turn_view(version, name, node.description, columns) -%}
{%- endfor -%}
{%- set columns = [] -%}
{%- for name, _, words, _ in info -%}
    {%- do columns.append((name, words)) -%}
{%- endfor -%}
{%- do columns.append(('version_schema', 'The schema that holds this version of all tables.')) -%}
{%- do turn_view(version, 'build_info', 'One row: the build that these tables come from.', columns) -%}

{%- for name in last[1].split(';') if name and name not in tables -%}
    {%- do run_query('drop view if exists ' ~ target.schema ~ '.' ~ name) -%}
{%- endfor -%}
{%- for schema in earlier if schema != last[0] -%}
    {%- do run_query('drop schema ' ~ schema ~ ' cascade') -%}
{%- endfor -%}
{% endmacro %}


{% macro turn_view(version, name, description, columns) %}
{%- call statement('turn') %}
create or replace view {{ target.schema }}.{{ name }} (
    {%- for column, words in columns %}
    {{ column }} comment {{ text_literal(words) }}{{ ',' if not loop.last }}
    {%- endfor %}
)
comment {{ text_literal(description) }}
as select {% for column, _ in columns %}{{ column }}{{ ', ' if not loop.last }}{% endfor %} from {{ version }}.{{ name }}
{%- endcall -%}
{% endmacro %}
