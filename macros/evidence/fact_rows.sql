{#- One row per fact in each row of `relation`, if the fact has a source or its subject a claim: otherwise a cup without sources would be
    copied out cell by cell. A fact is an attribute and its value, and a third item if the value is a cell of the record: its sources.
    Where rulings and defaults can change the cell, the value is read in `record` too, which then has the sources. -#}
{% macro fact_rows(subject_type, subject_id, relation, facts, record=none) -%}
    {%- set nothing = 'cast(null as ' ~ dbt.type_string() ~ ')' %}
    {%- for fact in facts %}
    {%- set value, sources = 'cast(' ~ fact[1] ~ ' as ' ~ dbt.type_string() ~ ')', fact[2] if fact | length == 3 else nothing %}
    select
        edition_id,
        '{{ subject_type }}' as subject_type,
        {{ subject_id }} as subject_id,
        '{{ fact[0] }}' as attribute,
        {{ value }} as warehouse_value,
        {{ 'recorded_value' if record else value if fact | length == 3 else nothing }} as recorded_value,
        {{ 'true' if fact | length == 3 else 'false' }} as has_cell,
        {{ 'recorded_source_ids' if record else sources }} as source_ids
    from {{ relation }}
    {%- if record %}
    inner join (
        select
            {{ subject_id }} as recorded_id,
            {{ value }} as recorded_value,
            cast({{ sources }} as {{ dbt.type_string() }}) as recorded_source_ids
        from {{ record }}
        where {{ sources }} is not null or {{ has_claim(subject_type, subject_id) }}
    ) as cells on {{ subject_id }} = recorded_id
    {%- else %}
    where {{ sources }} is not null or {{ has_claim(subject_type, subject_id) }}
    {%- endif %}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
