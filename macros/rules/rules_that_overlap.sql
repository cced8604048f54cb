{#- A query for the pairs of rules that cover the same with equal right: both all rounds, or both a round by its name; both all zones, or
    both a zone. `rules` is a relation as in rules_by_round, without the rules that single ties or groups name; `key` is the column of its
    ids, `also` are columns in which they must agree as well, `kind` their name in the message. Gives row_key and message. -#}
{% macro rules_that_overlap(rules, key, kind, also=[]) -%}
select
    one.{{ key }} as row_key,
    '{{ kind }} ' || one.{{ key }} || ' and ' || other.{{ key }} || ' both cover ' || one.round_code || ' of ' || one.competition_id
    || case when one.zone = '(all zones)' then '' else ', zone ' || one.zone || ',' end
    || ' in season ' || greatest(one.first_season, other.first_season) as message
from (
    {{ rules_by_scope(rules, key) }}
) as one
inner join (
    {{ rules_by_scope(rules, key) }}
) as other
    on
        one.competition_id = other.competition_id
        {%- for column in also %}
        and one.{{ column }} = other.{{ column }}
        {%- endfor %}
        and one.round_code = other.round_code
        and one.zone = other.zone
        and {{ bytewise('one.' ~ key) }} < other.{{ key }}
        and one.first_season <= coalesce(other.last_season, one.first_season)
        and other.first_season <= coalesce(one.last_season, other.first_season)
{%- endmacro %}


{#- A query with a row for each rule, round and zone that it names. -#}
{% macro rules_by_scope(rules, key) -%}
select
    rules.*,
    coalesce(rounds_covered.round_code, '(all rounds)') as round_code,
    coalesce(zones_covered.zone, '(all zones)') as zone
from {{ rules }} as rules
left join (
    select {{ key }}, {{ list_items('round_codes') }} as round_code
    from {{ rules }}
) as rounds_covered on rules.{{ key }} = rounds_covered.{{ key }}
left join (
    select {{ key }}, {{ list_items('zones') }} as zone
    from {{ rules }}
) as zones_covered on rules.{{ key }} = zones_covered.{{ key }}
{%- endmacro %}
