{#- Every value of a column that points to another table is in that table; a blank points to nothing. `columns` has the target of each
    column: `match_id: legs` is the column of the same name in legs, `scorer_player_id: players.player_id` is another one. `lists` is the
    same for cells with items separated by semicolons. A longer form is `{to: …, row_key: …, unless_brought: …}`: the key of the row, if it
    is not the table's, and a condition on the user's rows that need no such row. One test for each table, and one message for each
    value, with the known value that is nearest: by itself, or by a name in names or in the table of the thing. -#}
{% test refers_to(model, row_key, columns={}, lists={}) %}

{%- set file = where_from(model) -%}
{%- set is_raw = file != model.identifier -%}
{%- set place = arrived_from(model.identifier) if is_raw else "'" ~ model.identifier ~ "'" -%}
{%- set is_mixed = is_raw and is_anything_brought() -%}
{%- set known = {} -%}
{%- set named_tables = ('competitions', 'teams', 'players', 'venues') %}

with

named as (

    {%- for column, told in columns.items() | list + lists.items() | list %}
    {%- set told = told if told is mapping else {'to': told} %}
    {%- set other, field = told.to.split('.')[0], (told.to.split('.') + [column])[1] %}
    {%- set parent = ref(other) %}
    {%- set looked_for = field ~ ' of ' ~ where_from(parent) %}
    {%- if other in named_tables %}{% do ref('names') %}{% endif %}
    {%- set cell = typed('cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')') %}
    {%- do known.update({looked_for: {'table': other, 'parent': parent, 'field': field, 'thing': field | replace('_id', '')}}) %}
    select
        {{ place }} as place,
        cast({{ told.get('row_key', row_key) }} as {{ dbt.type_string() }}) as row_key,
        '{{ column }}' as column_name,
        {{ list_items(cell) if column in lists else cell }} as value,
        '{{ looked_for }}' as looked_for
    from {{ model }}
    where
        {{ cell }} is not null
        {%- if is_mixed %}
        {%- if told.unless_brought %}
        and not ({{ place }} != '{{ file }}' and {{ told.unless_brought }})
        {%- endif %}
        -- a folder of the user's need not have a table that it refers to, but if it has one, that must be complete
        and (
            {{ place }} = '{{ file }}'
            or exists (select 1 from {{ parent }} as described where {{ arrived_from(other, 'described') }} != '{{ where_from(parent) }}')
        )
        {%- endif %}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

known as (

    {%- for looked_for, told in known.items() %}
    select distinct
        '{{ looked_for }}' as looked_for,
        {{ typed('cast(' ~ told.field ~ ' as ' ~ dbt.type_string() ~ ')') }} as value
    from {{ told.parent }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

unknown as (

    select distinct named.*
    from named
    left join known on named.looked_for = known.looked_for and named.value = known.value
    where known.value is null

)

{%- if is_raw %},

spellings as (

    select
        looked_for,
        value,
        value as spelling
    from known
    where exists (select 1 from unknown)
    {%- for looked_for, told in known.items() if is_raw and told.table in named_tables %}
    union all
    select
        '{{ looked_for }}' as looked_for,
        {{ typed('entity_id') }} as value,
        {{ typed('name') }} as spelling
    from {{ ref('names') }}
    where {{ typed('entity_type') }} = '{{ told.thing }}' and exists (select 1 from unknown)
    union all
    select
        '{{ looked_for }}' as looked_for,
        {{ typed(told.field) }} as value,
        {{ typed(told.thing ~ '_name') }} as spelling
    from {{ told.parent }}
    where exists (select 1 from unknown)
    {%- endfor %}

),

nearest as (

    {{ nearest_known('unknown', 'spellings') }}

)
{%- endif %}

{%- if is_mixed %},

-- where the user has brought the table that is referred to, their file is named
brought as (

    {%- for looked_for, told in known.items() %}
    select
        '{{ looked_for }}' as looked_for,
        '{{ told.field }} of ' || max({{ bytewise(arrived_from(told.table)) }}) as theirs
    from {{ told.parent }}
    where {{ arrived_from(told.table) }} != '{{ where_from(told.parent) }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)
{%- endif %}

select
    unknown.row_key,
    unknown.column_name,
    unknown.value,
    unknown.place || ', row ' || coalesce(unknown.row_key, '(blank)') || ', column ' || unknown.column_name || ': '
    || unknown.value || ' is not a '
    || {{ 'coalesce(brought.theirs, unknown.looked_for)' if is_mixed else 'unknown.looked_for' }}
    {{ "|| coalesce('; did you mean ' || nearest.nearest || '?', '')" if is_raw }} as message
from unknown
{%- if is_raw %}
left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value
{%- endif %}
{%- if is_mixed %}
left join brought on unknown.looked_for = brought.looked_for
{%- endif %}

{% endtest %}
