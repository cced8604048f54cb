{#- Reads a raw table as text, cell by cell, against what its YAML says of every column
    (config.meta: cell; required, which may be shipped: needed in our own files; low, high, values, values_of: the column of another seed, named in
    `vocabularies`, that lists them) and of the table (config.meta.key).
    One test for each raw table, and one sentence for each bad cell. -#}
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
{%- set key_is_known = key | reject('in', present) | list | length == 0 -%}

with

table_shape as (

    select
        cast(null as {{ dbt.type_string() }}) as file_name,
        cast(null as {{ dbt.type_string() }}) as row_key,
        cast(null as {{ dbt.type_string() }}) as column_name,
        cast(null as {{ dbt.type_string() }}) as cell,
        cast(null as {{ dbt.type_string() }}) as fault
    where false
    {%- for column in missing %}
    union all
    select '{{ file }}', '(header)', '{{ column }}', null, 'this column is missing'
    {%- endfor %}
    {%- for column in surplus %}
    union all
    select '{{ file }}', '(header)', {{ text_literal(column) }}, null, 'there is no such column; see {{ seed.patch_path.split("://")[1] }}'
    {%- endfor %}
    {%- if brought %}
    {%- for column in brought.columns | reject('in', declared) %}
    union all
    select {{ text_literal(brought.place) }}, '(header)', {{ text_literal(column) }}, null, 'there is no such column; see docs/raw_contract.md'
    {%- endfor %}
    {%- for column in declared if seed.columns[column].config.meta.required == true and column not in brought.columns %}
    union all
    select {{ text_literal(brought.place) }}, '(header)', '{{ column }}', null, 'this column is missing'
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
        max({{ bytewise(place) }}) as file_name,
        named_row as row_key,
        '{{ key | join(', ') }}' as column_name,
        named_row as cell,
        'this key is in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows, and may be in one only' as fault
    from keyed
    group by named_row, {% for column in key %}trim(both ' ' from {{ column }}){{ ', ' if not loop.last }}{% endfor %}
    having count(*) > 1

),

{%- for column in declared if column in present %}
{%- set meta = seed.columns[column].config.meta %}
{%- set shape = cell_shape(meta) %}

{{ column }}_cells as (

    select
        {{ place }} as file_name,
        named_row as row_key,
        '{{ column }}' as column_name,
        {{ column }} as cell,
        case
            when {{ typed(column) }} is null then 'the cell is blank, but a value is needed'
            when lower(trim(both ' ' from {{ column }})) in ({{ "'null'" if meta.cell == 'text' else "'null', 'n/a', 'none', 'nan'" }}) then 'leave the cell blank if the value is unknown'
            {%- if shape.test %}
            when not ({{ shape.test | replace('CELL', "trim(both ' ' from " ~ column ~ ")") }}) then 'expected {{ shape.words | replace("'", "''") }}'
            {%- endif %}
            {%- if shape.range %}
            when {{ shape.range | replace('CELL', "trim(both ' ' from " ~ column ~ ")") }} then 'expected {{ shape.words | replace("'", "''") }}'
            {%- endif %}
        end as fault
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

faults as (

    select * from table_shape
    {%- if key_is_known %}
    union all
    select * from doubled
    {%- for column in declared if column in present %}
    union all
    select * from {{ column }}_cells
    {%- endfor %}
    {%- endif %}

)

select
    file_name,
    row_key,
    column_name,
    cell,
    file_name || ', row ' || row_key || ', column ' || column_name || ': '
    || coalesce('"' || left(cell, 60) || '" - ', '') || fault as message
from faults
where fault is not null

{%- else -%}
select 1
{%- endif -%}

{% endtest %}
