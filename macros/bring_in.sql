{#- Runs after each seed is loaded: notes which file every row came in, and adds the rows of the file
    of the same name in the user's own folder, if there is one. In record/ and evidence/ a brought
    row stands beside ours; in reference/ and rules/ it takes the place of ours with the same key. -#}
{% macro bring_in() %}
{%- if execute -%}

{%- set ours = model.original_file_path -%}
{%- set kind = model.fqn[1] -%}
{%- set brought = brought_file(this.identifier) -%}
{%- set known = model.columns.keys() | list -%}

alter table {{ this }} add column arrived_from {{ dbt.type_string() }};
comment on column {{ this }}.arrived_from is 'The file that the row came in: a seed of this project, or a file that the user brought.';

{%- if var('cup', none) and var('cup_alone', false)
    and kind != 'rules' and this.identifier not in ('competitions', 'sources', 'claim_attributes') %}
delete from {{ this }};
{%- else %}
update {{ this }} set arrived_from = '{{ ours }}';
{%- endif %}

{%- if this.identifier == 'exceptions' and var('doubts', none) %}
insert into {{ this }} (test_name, row_key, effect, reason, arrived_from)
select
    test_name,
    row_key,
    effect,
    reason,
    '{{ var('doubts') }}'
from read_csv('{{ var('doubts') }}', {{ csv_as_it_is() }});
{%- endif %}

{%- if brought %}
{%- set shared = brought.columns | select('in', known) | list -%}
{%- set key = model.config.meta.get('replaced_by', model.config.meta.key) -%}

{%- if kind in ('reference', 'rules') and key | reject('in', shared) | list | length == 0 %}
delete from {{ this }}
where exists (
    select 1
    from {{ brought.relation }} as brought
    where
        {%- for column in key %}
        coalesce(trim({{ this }}.{{ column }}), '') = coalesce(trim(cast(brought.{{ column }} as {{ dbt.type_string() }})), '')
        {{- ' and' if not loop.last }}
        {%- endfor %}
);
{%- endif %}

insert into {{ this }} (
    {%- for column in shared %}{{ column }}, {% endfor %}arrived_from
)
select
    {%- for column in shared %}
    cast({{ column }} as {{ dbt.type_string() }}),
    {%- endfor %}
    '{{ brought.path }}'
from {{ brought.relation }};
{%- endif %}

{%- endif -%}
{% endmacro %}


{#- The file of a raw table in the user's folder (var cup): its path, what to select from, and its
    columns. None where no folder was given or it has no such file. A folder without legs, or with
    a file that no table is called after, stops the build. -#}
{% macro brought_file(name) %}
{%- set folder = var('cup', none) -%}
{%- if not execute or not folder -%}
    {{ return(none) }}
{%- endif -%}

{%- for sign in '*?[]' if sign in folder -%}
    {%- do exceptions.raise_compiler_error('The folder ' ~ folder ~ ' has a ' ~ sign ~ ' in its name; call it otherwise.') -%}
{%- endfor -%}
{%- set folder = folder.rstrip('/') | replace("'", "''") -%}
{%- set files = run_query(
    "select replace(file, '\\', '/') as file from glob('" ~ folder ~ "/*') "
    ~ "where regexp_matches(lower(file), '[.](csv|tsv|parquet|xls|xlsx|json)([.][a-z0-9]+)?$') order by file"
).columns[0].values() | list -%}
{%- set tables = graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | map(attribute='name') | list -%}
{%- set found = [] -%}
{%- for file in files -%}
    {%- set stem = file.split('/')[-1].rsplit('.', 1)[0] -%}
    {%- if not (file.endswith('.csv') or file.endswith('.parquet')) -%}
        {%- do exceptions.raise_compiler_error(file ~ ' is no .csv and no .parquet file; bring it as one, or move it away') -%}
    {%- endif -%}
    {%- if stem not in tables -%}
        {%- do exceptions.raise_compiler_error(
            file ~ ' is not called after a raw table. The tables are: ' ~ tables | sort | join(', ')
        ) -%}
    {%- endif -%}
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
{%- for row in described.rows if row[1] == 'BLOB' -%}
    {%- do exceptions.raise_compiler_error(found[0] ~ ', column ' ~ row[0] ~ ': holds bytes; write it as text') -%}
{%- endfor -%}
{%- set columns = described.columns[0].values() | map('lower') | list -%}
{{ return({'path': path, 'relation': relation, 'columns': columns}) }}
{% endmacro %}


{#- How DuckDB reads a CSV file here. Nothing is left to be guessed from the data: a row that begins with # was
    once taken for a comment and dropped. -#}
{% macro csv_as_it_is() -%}
    header = true, delim = ',', quote = '"', escape = '"', comment = '', skip = 0, strict_mode = true, all_varchar = true,
    hive_partitioning = false
{%- endmacro %}
