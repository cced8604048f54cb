{#- As dbt's own, but a row that the exceptions name is not counted: a known fault can be lived with row
    by row, with a reason, and the test still finds the next one. -#}
{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
select
    {{ fail_calc }} as failures,
    {{ fail_calc }} {{ warn_if }} as should_warn,
    {{ fail_calc }} {{ error_if }} as should_error
from (
    select test_rows.*
    from (
        {{ main_sql }}
    ) as test_rows
    {{ unwaived(model) }}
    {{ 'limit ' ~ limit if limit != none }}
) as dbt_internal_test
{%- endmacro %}


{#- The condition that leaves out the rows of a test that the exceptions name. Only for the tests in
    tests/invariants/, whose rows carry a row_key and which depend on the exceptions; empty for others. -#}
{% macro unwaived(test) -%}
    {%- if test.test_metadata is not defined and 'invariants' in test.fqn -%}
        {%- set exceptions_seed = graph.nodes.values() | selectattr('name', 'equalto', 'exceptions') | first %}
        where not exists (
            select 1
            from {{ exceptions_seed.relation_name }} as exceptions
            where
                {{ typed('exceptions.test_name') }} = '{{ test.name }}'
                and {{ typed('exceptions.row_key') }} = test_rows.row_key
        )
    {%- endif -%}
{%- endmacro %}
