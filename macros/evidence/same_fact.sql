{#- The condition that the rows of two tables are about the same fact. -#}
{% macro same_fact(one, other) -%}
    {{ one }}.edition_id = {{ other }}.edition_id
    and {{ one }}.subject_type = {{ other }}.subject_type
    and {{ one }}.subject_id = {{ other }}.subject_id
    and {{ one }}.attribute = {{ other }}.attribute
{%- endmacro %}
