{#- Every value that a claim states or a ruling weighs, as text, with its file, row and column. For the tests that check such values
    before anything is cast. -#}
{% macro stated_values() -%}
    {%- for table, row_key, column, value in [
        ('claims', 'claim_id', 'parsed_value', typed('parsed_value')),
        ('rulings', 'ruling_id', 'adopted_value', typed('adopted_value')),
        ('rulings', 'ruling_id', 'other_values', list_items(typed('other_values'))),
    ] %}
    select
        {{ arrived_from(table) }} as arrived_from,
        {{ row_key }} as row_key,
        '{{ column }}' as column_name,
        {{ typed('edition_id') }} as edition_id,
        {{ typed('subject_type') }} as subject_type,
        {{ typed('subject_id') }} as subject_id,
        {{ typed('attribute') }} as attribute,
        {{ value }} as stated_value
    from {{ raw_rows(table) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
