-- One row per round and rule that covers it, by its competition, season, code and zone. A rule names a round by its
-- code or by another that stands for the same; it covers all rounds, or all zones, if it names none.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

aliases as (

    select * from {{ ref('int_round_aliases') }}

),

rounds_named as (

    select
        tie_rule_id,
        {{ list_items('round_codes') }} as round_code
    from tie_rules

),

scopes as (

    select
        tie_rules.*,
        rounds_named.round_code,
        coalesce(aliases.usual_round_code, rounds_named.round_code) as usual_round_code
    from tie_rules
    left join rounds_named on tie_rules.tie_rule_id = rounds_named.tie_rule_id
    left join aliases on rounds_named.round_code = aliases.round_code

)

select
    rounds.round_id,
    scopes.tie_rule_id,
    scopes.matches_per_tie,
    -- what was made for fewer rounds comes first
    min(
        case when scopes.round_code = rounds.round_code then 10 when scopes.round_code is not null then 20 else 30 end
        + case when scopes.zones is null then 2 else 1 end
    ) as preference
from rounds
inner join editions on rounds.edition_id = editions.edition_id
inner join scopes
    on
        editions.competition_id = scopes.competition_id
        and editions.season between scopes.first_season and coalesce(scopes.last_season, editions.season)
        and (scopes.round_code is null or rounds.usual_round_code = scopes.usual_round_code)
        and (scopes.zones is null or ';' || scopes.zones || ';' like '%;' || rounds.zone || ';%')
group by rounds.round_id, scopes.tie_rule_id, scopes.matches_per_tie
