{#- Runs after each seed is loaded: writes the raw table anew, with the rows of the table of the same name in the
    user's own cup, if there is one, and notes which file every row came in. In record/ and evidence/ a brought
    row stands beside ours; in reference/ and rules/ it takes the place of ours with the same key. -#}
{% macro bring_in() %}
{%- if execute -%}

{%- set kind = model.fqn[1] -%}
{%- set known = model.columns.keys() | list -%}
{%- set present = adapter.get_columns_in_relation(this) | map(attribute='name') | map('lower') | list -%}
{%- set brought = brought_table(this.identifier) -%}
{%- set replaced = [] -%}
{%- if brought and kind in ('reference', 'rules') -%}
    {%- do replaced.extend(model.config.meta.get('replaced_by', model.config.meta.key)) -%}
{%- endif -%}
{%- set is_left_out = var('cup', none) and var('cup_alone', false)
    and kind != 'rules' and this.identifier not in ('competitions', 'sources', 'claim_attributes') -%}

{%- set table = this.incorporate(type='table') -%}
{%- set arrived = this.incorporate(path={'identifier': this.identifier ~ '__arrived'}, type='table') -%}
{%- do adapter.drop_relation(arrived) -%}
{%- call statement('arrived') %}
create table {{ arrived }} as
select
    {%- for column in present %}
    {{ adapter.quote(column) }},
    {%- endfor %}
    cast({{ text_literal(model.original_file_path) }} as {{ dbt.type_string() }}) as arrived_from
from {{ this }} as ours
where
    {{ 'false' if is_left_out else 'true' }}
    {%- if brought and replaced and replaced | reject('in', brought.columns) | list | length == 0 %}
    and not exists (
        select 1
        from {{ brought.relation }} as brought
        where
            {%- for column in replaced %}
            coalesce(trim(both ' ' from ours.{{ column }}), '') = coalesce(trim(both ' ' from cast(brought.{{ column }} as {{ dbt.type_string() }})), '')
            {{- ' and' if not loop.last }}
            {%- endfor %}
    )
    {%- endif %}

{%- if brought %}
union all
select
    {%- for column in present %}
    cast({{ column if column in known and column in brought.columns else 'null' }} as {{ dbt.type_string() }}),
    {%- endfor %}
    {{ text_literal(brought.place) }}
from {{ brought.relation }} as brought
where {{ is_of_editions_taken(brought.columns) }}
{%- endif %}

{%- if this.identifier == 'exceptions' and var('doubts', none) %}
union all
select
    {%- for column in present %}
    {{ column if column in ('test_name', 'row_key', 'effect', 'reason') else 'null' }},
    {%- endfor %}
    {{ text_literal(var('doubts')) }}
from read_csv('{{ var('doubts') }}', {{ csv_as_it_is() }})
{%- endif %}
{%- endcall %}

{%- do adapter.drop_relation(table) -%}
{%- do adapter.rename_relation(arrived, table) -%}
{%- set columns = {'arrived_from': {
    'name': 'arrived_from', 'quote': none,
    'description': 'What the row came in: a seed of this project, or a file or table that the user brought.',
}} -%}
{%- do columns.update(model.columns) -%}
{%- do persist_docs(table, dict(model, columns=columns)) -%}

{%- endif -%}
{% endmacro %}


{#- A raw table in the user's own cup (var cup): what to call it, what to select from, and its columns. None where no
    cup was given or it has no such table. A cup without legs, or with a table that no raw table is called after,
    stops the build. -#}
{% macro brought_table(name) %}
{%- if not execute or not var('cup', none) -%}
    {{ return(none) }}
{%- endif -%}
{{ return(adapter.dispatch('brought_table')(name)) }}
{% endmacro %}


{#- On DuckDB the cup is a folder of CSV or Parquet files. -#}
{% macro duckdb__brought_table(name) %}
{%- set folder = var('cup') -%}
{%- for sign in '*?[]' if sign in folder -%}
    {%- do exceptions.raise_compiler_error('The folder ' ~ folder ~ ' has a ' ~ sign ~ ' in its name; call it otherwise.') -%}
{%- endfor -%}
{%- set folder = folder.rstrip('/') | replace("'", "''") -%}
{%- set files = run_query(
    "select replace(file, '\\', '/') as file from glob('" ~ folder ~ "/*') "
    ~ "where regexp_matches(lower(file), '[.](csv|tsv|parquet|xls|xlsx|json)([.][a-z0-9]+)?$') order by file"
).columns[0].values() | list -%}
{%- set found = [] -%}
{%- for file in files -%}
    {%- if not (file.endswith('.csv') or file.endswith('.parquet')) -%}
        {%- do exceptions.raise_compiler_error(file ~ ' is no .csv and no .parquet file; bring it as one, or move it away') -%}
    {%- endif -%}
    {%- set stem = file.split('/')[-1].rsplit('.', 1)[0] -%}
    {%- do refuse_unknown_table(file, stem) -%}
    {%- if stem == name -%}{%- do found.append(file) -%}{%- endif -%}
{%- endfor -%}

{%- if found | length == 0 -%}
    {%- if name == 'legs' -%}
        {%- do exceptions.raise_compiler_error('There is no legs.csv or legs.parquet in ' ~ folder) -%}
    {%- endif -%}
    {{ return(none) }}
{%- elif found | length > 1 -%}
    {%- do exceptions.raise_compiler_error(found | join(' and ') ~ ' are two files for one table; keep one') -%}
{%- endif -%}

{%- set path = found[0] | replace("'", "''") -%}
{%- set relation = "read_parquet('" ~ path ~ "', hive_partitioning = false)" if path.endswith('.parquet')
    else "read_csv('" ~ path ~ "', " ~ csv_as_it_is() ~ ")" -%}
{%- set described = run_query('describe select * from ' ~ relation) -%}
{%- set columns = [] -%}
{%- for row in described.rows -%}
    {%- do refuse_bytes(found[0], row[0], row[1]) -%}
    {%- do columns.append(row[0] | lower) -%}
{%- endfor -%}
{{ return({'place': found[0], 'relation': relation, 'columns': columns}) }}
{% endmacro %}


{#- Elsewhere the cup is a schema that holds tables, the source brought_cup. -#}
{% macro default__brought_table(name) %}
{%- set source = graph.sources.values() | selectattr('source_name', 'equalto', 'brought_cup') | selectattr('name', 'equalto', name) | first -%}
{%- if not adapter.check_schema_exists(target.get('database'), source.schema) -%}
    {%- do exceptions.raise_compiler_error('There is no schema ' ~ source.schema ~ ' to bring a cup from') -%}
{%- endif -%}
{%- set there = names_in(source.schema) -%}
{%- for found in there -%}
    {%- do refuse_unknown_table(source.schema ~ '.' ~ found, found) -%}
{%- endfor -%}
{%- if source.identifier not in there -%}
    {%- if name == 'legs' -%}
        {%- do exceptions.raise_compiler_error('There is no table legs in the schema ' ~ source.schema) -%}
    {%- endif -%}
    {{ return(none) }}
{%- endif -%}

{%- set relation = api.Relation.create(database=target.get('database'), schema=source.schema, identifier=source.identifier) -%}
{%- set columns = [] -%}
{%- for column in adapter.get_columns_in_relation(relation) -%}
    {%- do refuse_bytes(source.schema ~ '.' ~ source.identifier, column.name, column.dtype) -%}
    {%- do columns.append(column.name | lower) -%}
{%- endfor -%}
{{ return({'place': source.schema ~ '.' ~ source.identifier, 'relation': relation, 'columns': columns}) }}
{% endmacro %}


{% macro refuse_unknown_table(place, name) %}
{%- set tables = graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | map(attribute='name') | list -%}
{%- if name not in tables -%}
    {%- do exceptions.raise_compiler_error(
        place ~ ' is not called after a raw table. The tables are: ' ~ tables | sort | join(', ')
    ) -%}
{%- endif -%}
{% endmacro %}


{% macro refuse_bytes(place, column, data_type) %}
{%- if data_type | lower in ('blob', 'bytea', 'binary') -%}
    {%- do exceptions.raise_compiler_error(place ~ ', column ' ~ column ~ ': holds bytes; write it as text') -%}
{%- endif -%}
{% endmacro %}


{#- How DuckDB reads a CSV file here. Nothing is left to be guessed from the data: a row that begins with # was
    once taken for a comment and dropped. -#}
{% macro csv_as_it_is() -%}
    header = true, delim = ',', quote = '"', escape = '"', comment = '', skip = 0, strict_mode = true, all_varchar = true,
    hive_partitioning = false
{%- endmacro %}
