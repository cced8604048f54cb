{#- As dbt's own, but a row that the exceptions name is not counted: a known fault can be lived with row
    by row, with a reason, and the test still finds the next one. Only for the tests in
    tests/invariants/, whose rows carry a row_key. -#}
{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
{%- set known_faults -%}
    select test_rows.*
    from (
        {{ main_sql }}
    ) as test_rows
    {%- if model.test_metadata is not defined and 'invariants' in model.fqn %}
    where not exists (
        select 1
        from {{ ref('exceptions') }} as exceptions
        where
            {{ typed('exceptions.test_name') }} = '{{ model.name }}'
            and {{ typed('exceptions.row_key') }} = test_rows.row_key
    )
    {%- endif %}
{%- endset -%}
select
    {{ fail_calc }} as failures,
    {{ fail_calc }} {{ warn_if }} as should_warn,
    {{ fail_calc }} {{ error_if }} as should_error
from (
    {{ known_faults }}
    {{ 'limit ' ~ limit if limit != none }}
) as dbt_internal_test
{%- endmacro %}
