{#- Whether exceptions.csv accepts a row of the CTE `faults`, with a reason: a fault can be lived with row by row, and the test still
    finds the next one. Every test in tests/invariants ends with: select * from faults where not is_waived(). -#}
{% macro is_waived() -%}
exists (
    select 1
    from {{ ref('exceptions') }} as exceptions
    where
        {{ typed('exceptions.test_name') }} = {{ text_literal(model.name) }}
        and {{ typed('exceptions.row_key') }} = faults.row_key
)
{%- endmacro %}
