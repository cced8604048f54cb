{#- A query for the rounds that each rule covers: round_id, the columns `own` of the rule, and preference, the closest first. `rules` is a
    relation with competition_id, first_season, last_season, round_codes and zones. A rule names a round by its code or by another that
    stands for the same; it covers all rounds, or all zones, if it names none. -#}
{% macro rules_by_round(rules, own) -%}
select
    rounds.round_id,
    {%- for column in own %}
    scopes.{{ column }},
    {%- endfor %}
    -- what was made for fewer rounds comes first
    min(
        case when scopes.round_code = rounds.round_code then 10 when scopes.round_code is not null then 20 else 30 end
        + case when scopes.zones is null then 2 else 1 end
    ) as preference
from {{ ref('int_rounds_listed') }} as rounds
inner join {{ ref('int_editions_listed') }} as editions on rounds.edition_id = editions.edition_id
inner join (
    select
        rules.*,
        rounds_named.round_code,
        coalesce(aliases.usual_round_code, rounds_named.round_code) as usual_round_code
    from {{ rules }} as rules
    left join (
        select
            {{ own[0] }},
            {{ list_items('round_codes') }} as round_code
        from {{ rules }}
    ) as rounds_named on rules.{{ own[0] }} = rounds_named.{{ own[0] }}
    left join {{ ref('int_round_aliases') }} as aliases on rounds_named.round_code = aliases.round_code
) as scopes
    on
        editions.competition_id = scopes.competition_id
        and editions.season between scopes.first_season and coalesce(scopes.last_season, editions.season)
        and (scopes.round_code is null or rounds.usual_round_code = scopes.usual_round_code)
        and (scopes.zones is null or ';' || scopes.zones || ';' like '%;' || rounds.zone || ';%')
group by rounds.round_id, scopes.{{ own | join(', scopes.') }}
{%- endmacro %}
