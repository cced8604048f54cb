{#- A post-hook of the seeds, for a cup that the user brings. It writes the raw table again, with the rows of the user's table of the same
    name, and with the file or table of every row in arrived_from. In record/ and evidence/ the user's rows are added to ours; in
    reference/ and rules/ they replace ours with the same key. -#}
{% macro bring_in() %}
{%- if is_anything_brought() -%}

{%- set kind = model.fqn[1] -%}
{%- set known = model.columns.keys() | list -%}
{%- set present = adapter.get_columns_in_relation(this) | map(attribute='name') | map('lower') | list -%}
{%- set brought = brought_table(this.identifier) -%}
{%- set replaced = [] -%}
{%- if brought and kind in ('reference', 'rules') -%}
    {%- do replaced.extend(model.config.meta.get('replaced_by', model.config.meta.key)) -%}
{%- endif -%}
{#- of our record, what a cup that is brought alone needs: the rules, and what the YAML of a seed says -#}
{%- set stays = model.config.meta.get('stays', 'true' if kind == 'rules' else 'false') if asked('cup') and asked('alone') else 'true' -%}

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
    {{ stays }}
    {%- if brought and replaced and replaced | reject('in', brought.columns) | list | length == 0 %}
    and not exists (
        select 1
        from {{ brought.relation }} as brought
        where
            {%- for column in replaced %}
            {%- set cell = model.columns[column].config.meta.cell %}
            coalesce({{ as_key('ours.' ~ column, cell) }}, '')
            = coalesce({{ as_key('cast(brought.' ~ column ~ ' as ' ~ dbt.type_string() ~ ')', cell) }}, '')
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
{%- endif %}

{%- if this.identifier == 'exceptions' and asked('doubts') %}
union all
select
    {%- for column in present %}
    {{ column if column in ('test_name', 'row_key', 'effect', 'reason') else 'null' }},
    {%- endfor %}
    {{ text_literal(asked('doubts')) }}
from read_csv({{ text_literal(as_pattern(asked('doubts'))) }}, {{ csv_as_it_is() }})
{%- endif %}
{%- endcall %}

{%- do adapter.drop_relation(table) -%}
{%- do adapter.rename_relation(arrived, table) -%}

{%- endif -%}
{% endmacro %}


{#- A raw table in the user's cup: its place for messages, the relation to select from, and its columns. None if there is no cup, or no
    such table in it. A cup without legs, or with a table of an unknown name, stops the build. -#}
{% macro brought_table(name) %}
{%- if not asked('cup') -%}
    {{ return(none) }}
{%- endif -%}
{{ return(adapter.dispatch('brought_table')(name)) }}
{% endmacro %}


{#- On DuckDB the cup is a folder of CSV or Parquet files. Hidden files, and those that editors leave, are ignored. -#}
{% macro duckdb__brought_table(name) %}
{%- set folder = asked('cup').rstrip('/') -%}
{%- set pattern = as_pattern(folder) -%}
{%- if folder.startswith('/') and '\\' in folder -%}
    {#- glob reads a backslash as a / and offers no escape for it -#}
    {%- if pattern != folder -%}
        {%- do exceptions.raise_compiler_error('DuckDB cannot read a folder whose name has both \\ and one of * ? [: ' ~ folder ~ '; rename it') -%}
    {%- endif -%}
    {%- set pattern = pattern | replace('\\', '?') -%}
{%- endif -%}
{%- set files = run_query(
    "select file, parse_filename(file, true, 'system') as stem from ("
    ~ "select file, parse_filename(file, false, 'system') as name from glob(" ~ text_literal(pattern ~ '/*') ~ ")) as files "
    ~ "where regexp_matches(lower(name), '[.](csv|tsv|parquet|xls|xlsx|json)([.][a-z0-9]+)?$') and not starts_with(name, '.') "
    ~ "and not starts_with(name, '~$') and starts_with(file, " ~ text_literal(folder) ~ ") order by file"
).rows -%}
{%- set found = [] -%}
{%- for file, stem in files -%}
    {%- if not (file.endswith('.csv') or file.endswith('.parquet')) -%}
        {%- do exceptions.raise_compiler_error(file ~ ' is neither a .csv nor a .parquet file; save it as one of these, or move it away') -%}
    {%- endif -%}
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

{%- set path = text_literal(as_pattern(found[0])) -%}
{%- set relation = 'read_parquet(' ~ path ~ ', hive_partitioning = false)' if found[0].endswith('.parquet')
    else 'read_csv(' ~ path ~ ', ' ~ csv_as_it_is() ~ ')' -%}
{%- set described = run_query('describe select * from ' ~ relation) -%}
{%- set columns = [] -%}
{%- for row in described.rows -%}
    {%- do refuse_bytes(found[0], row[0], row[1]) -%}
    {%- do columns.append(row[0] | lower) -%}
{%- endfor -%}
{{ return({'place': found[0], 'relation': relation, 'columns': columns}) }}
{% endmacro %}


{#- A path with escapes for the characters that DuckDB reads as a pattern. -#}
{% macro as_pattern(path) %}
    {{ return(path | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]')) }}
{% endmacro %}


{#- On servers the cup is a schema with tables of the raw contract (docs/raw_contract.md) and nothing else. Only legs is required. The
    columns are text, or of a type whose text has the form that the contract asks for. -#}
{% macro default__brought_table(name) %}
{%- set cup = asked('cup') -%}
{%- do refuse_schema_name(cup) -%}
{%- if not adapter.check_schema_exists(target.get('database'), cup) -%}
    {%- do exceptions.raise_compiler_error('There is no schema ' ~ cup ~ ' to read your tables from') -%}
{%- endif -%}
{%- set there = names_in(cup) -%}
{%- for found in there -%}
    {%- do refuse_unknown_table(cup ~ '.' ~ found, found) -%}
{%- endfor -%}
{%- if name not in there -%}
    {%- if name == 'legs' -%}
        {%- do exceptions.raise_compiler_error('There is no table legs in the schema ' ~ cup) -%}
    {%- endif -%}
    {{ return(none) }}
{%- endif -%}

{%- set relation = api.Relation.create(database=target.get('database'), schema=cup, identifier=name) -%}
{%- set columns = [] -%}
{%- for column in adapter.get_columns_in_relation(relation) -%}
    {%- do refuse_bytes(cup ~ '.' ~ name, column.name, column.dtype) -%}
    {%- do columns.append(column.name | lower) -%}
{%- endfor -%}
{{ return({'place': cup ~ '.' ~ name, 'relation': relation, 'columns': columns}) }}
{% endmacro %}


{% macro refuse_unknown_table(place, name) %}
{%- set tables = graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | selectattr('package_name', 'equalto', 'cup_warehouse')
    | map(attribute='name') | list -%}
{%- if name not in tables -%}
    {%- set nearest = nearest_of(name, tables) -%}
    {%- do exceptions.raise_compiler_error(
        place ~ ' is not named after a raw table' ~ ('; did you mean ' ~ nearest ~ '?' if nearest else '.')
        ~ ' The tables are: ' ~ tables | sort | join(', ')
    ) -%}
{%- endif -%}
{% endmacro %}


{% macro refuse_bytes(place, column, data_type) %}
{%- if data_type | lower in ('blob', 'bytea', 'binary') -%}
    {%- do exceptions.raise_compiler_error(place ~ ', column ' ~ column ~ ': holds bytes; save it as text') -%}
{%- endif -%}
{% endmacro %}


{#- DuckDB's options for reading a CSV file. They leave nothing to guess: a row that begins with # was once read as a comment, and lost. -#}
{% macro csv_as_it_is() -%}
    header = true, delim = ',', quote = '"', escape = '"', comment = '', skip = 0, strict_mode = true, all_varchar = true,
    hive_partitioning = false
{%- endmacro %}
