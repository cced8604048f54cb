{#- One row per fact in each row of `relation`, if the fact has a source or its subject a claim: otherwise a cup without sources would be
    copied out cell by cell. A fact is an attribute and its value, and a third item if the value is a cell of the record: its sources. -#}
{% macro fact_rows(subject_type, subject_id, relation, facts) -%}
    {%- for fact in facts %}
    {%- set is_cell = fact | length == 3 %}
    select
        edition_id,
        '{{ subject_type }}' as subject_type,
        {{ subject_id }} as subject_id,
        '{{ fact[0] }}' as attribute,
        cast({{ fact[1] }} as {{ dbt.type_string() }}) as warehouse_value,
        cast({{ fact[1] if is_cell else 'null' }} as {{ dbt.type_string() }}) as recorded_value,
        {{ 'true' if is_cell else 'false' }} as has_cell,
        {{ fact[2] if is_cell else 'cast(null as ' ~ dbt.type_string() ~ ')' }} as source_ids
    from {{ relation }}
    where {{ has_source_or_claim(subject_type, subject_id, fact[2]) if is_cell else has_claim(subject_type, subject_id) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{#- The same for cells that rulings and defaults can change: each fact is read in `recorded`, which has the sources, and in `adopted`. -#}
{% macro adopted_fact_rows(subject_type, subject_id, adopted, recorded, facts) -%}
    select
        adopted.edition_id,
        '{{ subject_type }}' as subject_type,
        adopted.subject_id,
        adopted.attribute,
        adopted.fact_value as warehouse_value,
        recorded.fact_value as recorded_value,
        true as has_cell,
        recorded.source_ids
    from (
        {%- for attribute, value, _ in facts %}
        select
            edition_id,
            {{ subject_id }} as subject_id,
            '{{ attribute }}' as attribute,
            cast({{ value }} as {{ dbt.type_string() }}) as fact_value
        from {{ adopted }}
        {{- '\n        union all' if not loop.last }}
        {%- endfor %}
    ) as adopted
    inner join (
        {%- for attribute, value, source_ids in facts %}
        select
            {{ subject_id }} as subject_id,
            '{{ attribute }}' as attribute,
            cast({{ value }} as {{ dbt.type_string() }}) as fact_value,
            cast({{ source_ids }} as {{ dbt.type_string() }}) as source_ids
        from {{ recorded }}
        where {{ has_source_or_claim(subject_type, subject_id, source_ids) }}
        {{- '\n        union all' if not loop.last }}
        {%- endfor %}
    ) as recorded on adopted.subject_id = recorded.subject_id and adopted.attribute = recorded.attribute
{%- endmacro %}


{#- The condition that a subject has a claim or a ruling. -#}
{% macro has_claim(subject_type, subject_id) -%}
    {{ subject_id }} in (
        select claimed.subject_id
        from {{ ref('int_facts_claimed') }} as claimed
        where claimed.subject_type = '{{ subject_type }}'
    )
{%- endmacro %}


{#- The condition that a cell has a source, or its subject a claim or a ruling. -#}
{% macro has_source_or_claim(subject_type, subject_id, source_ids) -%}
    ({{ source_ids }} is not null or {{ has_claim(subject_type, subject_id) }})
{%- endmacro %}
