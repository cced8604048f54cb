{#- How many letters have to be added, dropped or exchanged to make one text out of another. -#}
{% macro edits_between(one, other) -%}
    {{ return(adapter.dispatch('edits_between')(one, other)) }}
{%- endmacro %}

{% macro default__edits_between(one, other) -%}
    levenshtein({{ one }}, {{ other }})
{%- endmacro %}

{#- PostgreSQL has no such function without an extension. A step of the recursion has a letter more of the one text; its list has, for each
    beginning of the other text, the edits that lead to it. -#}
{% macro postgres__edits_between(one, other) -%}
    (
        with recursive steps as (
            select 0 as letter, array(select generate_series(0, length({{ other }}))) as edits
            union all
            select
                letter + 1,
                array(
                    select place + min(cost - place) over (order by place)
                    from (
                        select
                            place,
                            case
                                when place = 0 then letter + 1
                                else least(
                                    edits[place + 1] + 1,
                                    edits[place] + case when substr({{ one }}, letter + 1, 1) = substr({{ other }}, place, 1) then 0 else 1 end
                                )
                            end as cost
                        from generate_series(0, length({{ other }})) as places (place)
                    ) as costs
                    order by place
                )
            from steps
            where letter < length({{ one }})
        )
        select edits[length({{ other }}) + 1] from steps where letter = length({{ one }})
    )
{%- endmacro %}
