{#- As dbt's own, but a row that the exceptions name is not counted: a known fault can be lived with row
    by row, with a reason, and the test still finds the next one. Where every fault is looked for at once (asked('check')),
    a test only warns, so that what comes after it runs too; and so does a test with config.meta
    only_warns_for_a_brought_cup, where one is brought. -#}
{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
{%- set only_warns = asked('check') or (asked('cup') and model.config.meta.only_warns_for_a_brought_cup) -%}
select
    {{ fail_calc }} as failures,
    {{ fail_calc }} {{ warn_if }} as should_warn,
    {{ 'false' if only_warns else fail_calc ~ ' ' ~ error_if }} as should_error
from (
    select test_rows.*
    from (
        {{ main_sql }}
    ) as test_rows
    {%- if model.test_metadata is not defined and 'invariants' in model.fqn %}
    {{ unwaived(model.name) }}
    {%- endif %}
    {{ 'limit ' ~ limit if limit != none }}
) as dbt_internal_test
{%- endmacro %}


{#- The condition that leaves out the rows of a test in tests/invariants/ that the exceptions name; the rows, which have a
    row_key, are called test_rows. -#}
{% macro unwaived(test_name) -%}
where not exists (
    select 1
    from {{ graph.nodes['seed.cup_warehouse.exceptions'].relation_name }} as exceptions
    where
        {{ typed('exceptions.test_name') }} = {{ text_literal(test_name) }}
        and {{ typed('exceptions.row_key') }} = test_rows.row_key
)
{%- endmacro %}
