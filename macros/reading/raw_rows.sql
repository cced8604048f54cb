{#- The raw table that a staging model reads. In cup check, which goes on after a key that is doubled, it has one row of each key: the test
    of the cells tells the key, and nothing that would follow from it is told as well. Rows with a blank in their key all stay. -#}
{% macro raw_rows(name) -%}
    {%- set relation = ref(name) -%}
    {%- if not asked('check') -%}{{ return(relation) }}{%- endif -%}
    {%- set seed = graph.nodes['seed.cup_warehouse.' ~ name] -%}
    {%- set present = adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list -%}
    {%- if seed.config.meta.key | reject('in', present) | list | length > 0 -%}{{ return(relation) }}{%- endif -%}
    {%- set keys, filled = [], ['true'] -%}
    {%- for column in seed.config.meta.key -%}
        {%- do keys.append(as_key(column, seed.columns[column].config.meta.cell)) -%}
        {%- if seed.columns[column].config.meta.required -%}{%- do filled.append(typed(column) ~ ' is not null') -%}{%- endif -%}
    {%- endfor -%}
    {%- set doubled = run_query(
        'select 1 from ' ~ relation ~ ' where ' ~ filled | join(' and ') ~ ' group by ' ~ keys | join(', ') ~ ' having count(*) > 1 limit 1'
    ).rows -%}
    {%- if not doubled -%}{{ return(relation) }}{%- endif -%}
    (
        select *
        from (
            select
                *,
                row_number() over (partition by {{ keys | join(', ') }} order by {{ present | join(', ') }}) as row_of_key
            from {{ relation }}
        ) as numbered
        where row_of_key = 1 or not ({{ filled | join(' and ') }})
    ) as {{ name }}
{%- endmacro %}
