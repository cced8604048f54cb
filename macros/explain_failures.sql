{#- Prints, at the end of a run, what the failing tests found: dbt itself says only how many rows.
    Every test here selects a column called message, a sentence about its row. -#}
{% macro explain_failures(results) %}
    {%- if execute -%}
        {%- for result in results
            if result.node.resource_type == 'test'
            and result.status in ('fail', 'warn') -%}
            {%- set failed = result.node.relation_name or '(' ~ result.node.compiled_code ~ ')' -%}
            {%- set rows = run_query(
                'select * from ' ~ failed ~ ' as test_rows ' ~ unwaived(result.node) ~ ' limit 10'
            ) -%}
            {%- do log('', info=true) -%}
            {%- do log(result.status | upper ~ ' ' ~ result.node.name, info=true) -%}
            {%- for row in rows.rows -%}
                {%- set text = row['message'] if 'message' in rows.column_names else row.dict() -%}
                {%- do log('  - ' ~ text, info=true) -%}
            {%- endfor -%}
            {%- if result.failures > 10 -%}
                {%- do log('  … and ' ~ (result.failures - 10) ~ ' more', info=true) -%}
            {%- endif -%}
            {%- do log('  All of them: ' ~ ('select * from ' ~ result.node.relation_name if result.node.relation_name else result.node.compiled_path), info=true) -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}
