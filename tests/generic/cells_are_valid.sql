{#- Reads a raw table as text, cell by cell, against what its YAML says of every column
    (config.meta: cell; required, which may be shipped: needed in our own files; low, high, values, values_of: the column of another seed, named in
    `vocabularies`, that lists them; beside: the columns that say again what a minute says of stoppage time) and of the table
    (config.meta.key). One test for each raw table, and one sentence for each bad cell. -#}
{% test cells_are_valid(model, vocabularies=[]) %}
{%- for name in vocabularies %}{% do ref(name) %}{% endfor -%}

{%- if execute -%}

{%- set seed = (graph.nodes.values() | selectattr('name', 'equalto', model.identifier)
    | selectattr('resource_type', 'equalto', 'seed') | first) -%}
{%- set file = seed.original_file_path -%}
{%- set place = arrived_from(model.identifier) -%}
{%- set key = seed.config.meta.key -%}
{%- set present = adapter.get_columns_in_relation(model) | map(attribute='name') | map('lower') | list -%}
{%- set declared = seed.columns.keys() | list -%}
{%- set missing = declared | reject('in', present) | list -%}
{%- set surplus = present | reject('in', declared + (['arrived_from'] if is_anything_brought() else [])) | list -%}
{%- set brought = brought_table(model.identifier) -%}
{%- set codes = [] -%}
{%- for column in declared if seed.columns[column].config.meta.cell == 'code' -%}{%- do codes.append(column) -%}{%- endfor -%}
{%- set key_is_known = key | reject('in', present) | list | length == 0 -%}

with

table_shape as (

    select
        cast(null as {{ dbt.type_string() }}) as file_name,
        cast(null as {{ dbt.type_string() }}) as row_key,
        cast(null as {{ dbt.type_string() }}) as column_name,
        cast(null as {{ dbt.type_string() }}) as cell,
        cast(null as {{ dbt.type_string() }}) as fault,
        cast(null as {{ dbt.type_string() }}) as kind
    where false
    {%- for column in missing %}
    union all
    select '{{ file }}', '(header)', '{{ column }}', null, 'this column is missing', null
    {%- endfor %}
    {%- for column in surplus %}
    union all
    select '{{ file }}', '(header)', {{ text_literal(column) }}, null, 'there is no such column; see {{ seed.patch_path.split("://")[1] }}', '(header)'
    {%- endfor %}
    {%- if brought %}
    {%- for column in brought.columns | reject('in', declared) %}
    union all
    select {{ text_literal(brought.place) }}, '(header)', {{ text_literal(column) }}, null, 'there is no such column; see docs/raw_contract.md', '(header)'
    {%- endfor %}
    {%- for column in declared if seed.columns[column].config.meta.required == true and column not in brought.columns %}
    union all
    select {{ text_literal(brought.place) }}, '(header)', '{{ column }}', null, 'this column is missing', null
    {%- endfor %}
    {%- endif %}

),

{%- if key_is_known %}

keyed as (

    select
        *,
        {% for column in key -%}
        coalesce(trim(both ' ' from {{ column }}), '(blank)'){{ " || ' ' || " if not loop.last }}
        {%- endfor %} as named_row
    from {{ model }}

),

doubled as (

    select
        coalesce(max({{ bytewise("case when " ~ place ~ " != '" ~ file ~ "' then " ~ place ~ " end") }}), '{{ file }}') as file_name,
        max({{ bytewise('named_row') }}) as row_key,
        '{{ key | join(', ') }}' as column_name,
        max({{ bytewise('named_row') }}) as cell,
        'this key is in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows, and may be in one only' as fault,
        cast(null as {{ dbt.type_string() }}) as kind
    from keyed
    where
        -- of a blank in the key its own cell is told
        true
        {%- for column in key if seed.columns[column].config.meta.required %}
        and {{ typed(column) }} is not null
        {%- endfor %}
    group by {% for column in key %}{{ as_key(column, seed.columns[column].config.meta.cell) }}{{ ', ' if not loop.last }}{% endfor %}
    having count(*) > 1

),

{%- for column in declared if column in present %}
{%- set meta = seed.columns[column].config.meta %}
{%- set shape = cell_shape(meta) %}
{%- set cell = "trim(both ' ' from " ~ column ~ ")" %}

{{ column }}_cells as (

    select
        {{ place }} as file_name,
        named_row as row_key,
        '{{ column }}' as column_name,
        {{ column }} as cell,
        case
            when {{ typed(column) }} is null then 'the cell is blank, but a value is needed'
            when lower({{ cell }}) in ({{ "'null'" if meta.cell == 'text' else "'null', 'n/a', 'none', 'nan', 'nat', '<na>', '#n/a'" }}) then 'leave the cell blank if the value is unknown'
            {%- if meta.cell == 'text' %}
            when not {{ has_usual_signs(cell) }} and {{ shape.test | replace('CELL', cell) }} then ''
            {%- endif %}
            {%- if shape.test %}
            when not ({{ shape.test | replace('CELL', cell) }}) then 'expected {{ shape.words | replace("'", "''") }}'
            {%- endif %}
            {%- if shape.range %}
            when {{ shape.range | replace('CELL', cell) }} then 'expected {{ shape.words | replace("'", "''") }}'
            {%- endif %}
            {%- set flag, number = meta.beside or [none, none] %}
            {%- if flag in present %}
            when {{ says_stoppage_time(cell) }} and lower(trim(both ' ' from {{ flag }})) = 'false'
                then 'this is stoppage time, but {{ flag }} is "' || {{ flag }} || '"; make them agree, or leave {{ flag }} blank'
            {%- endif %}
            {%- if number in present %}
            when {{ tried_cast(dbt.split_part(cell, "'+'", 2) | trim, 'integer') }} != {{ tried_cast("trim(both ' ' from " ~ number ~ ")", 'integer') }}
                then '{{ number }} is "' || {{ number }} || '"; make them agree, or leave {{ number }} blank'
            {%- endif %}
        end as fault,
        cast({{ "'" ~ column ~ "'" if column in codes else "'(text)'" if meta.cell == 'text' else 'null' }} as {{ dbt.type_string() }}) as kind
    from keyed
    where
        {{ typed(column) }} is not null
        {%- if meta.required == 'shipped' %}
        or {{ place }} = '{{ file }}'
        {%- elif meta.required %}
        or true
        {%- endif %}

),
{%- endfor %}
{%- endif %}

-- with a limit that no table reaches: DuckDB takes no condition below it, where it would ask every column by itself for
-- each odd character, and spend five times as long on that
every_cell as (

    select distinct *
    from (
        select * from table_shape
        {%- if key_is_known %}
        union all
        select * from doubled
        {%- for column in declared if column in present %}
        union all
        select * from {{ column }}_cells
        {%- endfor %}
        {%- endif %}
    ) as cells
    limit 2000000000

),

faults as (

    select * from every_cell
    where fault is not null

),

-- what a column that does not exist, or a code that is none, may have been meant to be
unknown as (

    select
        kind as looked_for,
        case when kind = '(header)' then column_name else trim(both ' ' from cell) end as value
    from faults
    where kind is not null

),

known as (

    select
        looked_for,
        value,
        value as spelling
    from (
        {%- for column in declared %}
        select
            '(header)' as looked_for,
            '{{ column }}' as value
        union all
        {%- endfor %}
        {%- for column in codes %}
        {%- set meta = seed.columns[column].config.meta %}
        {%- if meta.values_of %}
        {%- set table, other = meta.values_of.split('.') %}
        select
            '{{ column }}' as looked_for,
            {{ list_items(other) }} as value
        from {{ ref(table) }}
        union all
        {%- else %}
        {%- for value in meta['values'] %}
        select
            '{{ column }}' as looked_for,
            '{{ value }}' as value
        union all
        {%- endfor %}
        {%- endif %}
        {%- endfor %}
        select
            cast(null as {{ dbt.type_string() }}) as looked_for,
            cast(null as {{ dbt.type_string() }}) as value
    ) as listed

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

-- odd characters are told by name, and in a cell that is no text behind what was expected; of a text with unusual ones
-- alone the fault is still empty here
suspected as (

    select
        *,
        case when not {{ has_usual_signs('cell') }} then {{ first_odd_kind('cell', "kind = '(text)'") }} end as odd_kind
    from faults

),

told as (

    {{ told_of_odd_signs('suspected') }}

)

select
    told.file_name,
    told.row_key,
    told.column_name,
    told.cell,
    told.file_name || ', row ' || told.row_key || ', column ' || told.column_name || ': '
    || coalesce('"' || left(told.cell, 60) || '" - ', '')
    || case
        when told.odd_kind is null then told.fault
        when told.fault = '' then told.told
        else told.fault || '; this ' || told.told
    end
    || coalesce('; did you mean ' || nearest.nearest || '?', '') as message
from told
left join nearest
    on
        told.kind = nearest.looked_for
        and case when told.kind = '(header)' then told.column_name else trim(both ' ' from told.cell) end = nearest.value
where told.fault != '' or told.odd_kind is not null

{%- else -%}
select 1
{%- endif -%}

{% endtest %}
