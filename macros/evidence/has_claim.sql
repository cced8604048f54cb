{#- The condition that a subject has a claim or a ruling. -#}
{% macro has_claim(subject_type, subject_id) -%}
    {{ subject_id }} in (
        select claimed.subject_id
        from {{ ref('int_facts_claimed') }} as claimed
        where claimed.subject_type = '{{ subject_type }}'
    )
{%- endmacro %}
