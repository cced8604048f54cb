{#- `dbt run-operation digests` prints a line for every mart of the last build: its name, the number of its rows, and a digest of them
    that is the same on every engine. The digest depends on how often each row occurs, and not on the order of rows. -#}
{% macro digests() %}
    {%- set all_marts -%}
        {%- for name in public_tables() %}
        select
            '{{ name }}' as mart,
            sum(row_count) as row_count,
            md5({{ dbt.listagg("bucket || digest", "','", 'order by ' ~ bytewise('bucket')) }}) as digest
        from ({{ digested_buckets(name) }}) as buckets
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endset -%}
    {%- for row in run_query('select * from (' ~ all_marts ~ ') as marts order by mart').rows -%}
        {%- do print(row[0] ~ ',' ~ (row[1] or 0) | int ~ ',' ~ (row[2] or '')) -%}
    {%- endfor -%}
{% endmacro %}


{#- `dbt run-operation digests_of --args '{mart: fct_goals}'` prints the same for each of the 256 buckets of a mart's rows, so that two
    engines can be compared without moving rows. -#}
{% macro digests_of(mart) %}
    {%- for row in run_query(digested_buckets(mart) ~ ' order by bucket').rows -%}
        {%- do print(row[0] ~ ',' ~ row[1] | int ~ ',' ~ row[2]) -%}
    {%- endfor -%}
{% endmacro %}


{#- `dbt run-operation rows_of --args '{mart: fct_goals, buckets: [3f]}'` prints the rows of these buckets as JSON: how often each row
    occurs, and its cells as text. -#}
{% macro rows_of(mart, buckets) %}
    {%- set columns = node_of(mart).columns.keys() | list -%}
    {%- set rows -%}
        select
            {%- for column in columns %}
            cast({{ column }} as {{ dbt.type_string() }}) as {{ column }},
            {%- endfor %}
            count(*) as row_count
        from ({{ digested_rows(mart) }}) as digested_rows
        where substr(row_digest, 1, 2) in ('{{ buckets | join("', '") }}')
        group by {{ columns | join(', ') }}
    {%- endset -%}
    {%- for row in run_query(rows).rows -%}
        {%- do print(tojson({'count': row['row_count'] | int, 'row': dict(zip(columns, row.values()))})) -%}
    {%- endfor -%}
{% endmacro %}


{% macro node_of(mart) %}
    {{ return(graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('name', 'equalto', mart) | first) }}
{% endmacro %}


{#- The rows of a mart, each with a digest of its cells as text. Each cell has its length before it, so that no two different rows give
    the same text; a null is a hyphen. -#}
{% macro digested_rows(mart) %}
select
    *,
    md5(
        {%- for column in node_of(mart).columns %}
        coalesce(cast(length(cast({{ column }} as {{ dbt.type_string() }})) as {{ dbt.type_string() }}) || ':' || cast({{ column }} as {{ dbt.type_string() }}), '-')
        {{- ' || ' if not loop.last }}
        {%- endfor %}
    ) as row_digest
from {{ node_of(mart).relation_name }}
{% endmacro %}


{% macro digested_buckets(mart) %}
select
    substr(row_digest, 1, 2) as bucket,
    sum(row_count) as row_count,
    md5({{ dbt.listagg("row_digest || cast(row_count as " ~ dbt.type_string() ~ ")", "','", 'order by ' ~ bytewise('row_digest')) }}) as digest
from (
    select
        row_digest,
        count(*) as row_count
    from ({{ digested_rows(mart) }}) as digested_rows
    group by row_digest
) as counted
group by substr(row_digest, 1, 2)
{% endmacro %}
