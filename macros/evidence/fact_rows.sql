{#- One row per fact of each row of `relation` that has a source or a claim. Without that condition, a cup without sources would be
    copied cell by cell. `facts` are lists of four: the attribute, what the warehouse says, the cell of the record that it came from,
    and the sources of that cell. The last two are null if the fact is in no cell. -#}
{% macro fact_rows(relation, subject_type, subject_id, facts) -%}
    {%- for attribute, warehouse_value, recorded_value, source_ids in facts %}
    select
        edition_id,
        '{{ subject_type }}' as subject_type,
        cast({{ subject_id }} as {{ dbt.type_string() }}) as subject_id,
        '{{ attribute }}' as attribute,
        cast({{ warehouse_value }} as {{ dbt.type_string() }}) as warehouse_value,
        cast({{ recorded_value }} as {{ dbt.type_string() }}) as recorded_value,
        {{ 'false' if recorded_value == 'null' else 'true' }} as stands_in_a_cell,
        cast({{ source_ids }} as {{ dbt.type_string() }}) as source_ids
    from {{ relation }}
    where {{ is_vouched_for(subject_type, subject_id, source_ids) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{#- The condition that a subject has a source or a claim. -#}
{% macro is_vouched_for(subject_type, subject_id, source_ids) -%}
{{ source_ids }} is not null
or cast({{ subject_id }} as {{ dbt.type_string() }}) in (
    select claimed.subject_id
    from {{ ref('int_facts_claimed') }} as claimed
    where claimed.subject_type = '{{ subject_type }}'
)
{%- endmacro %}
