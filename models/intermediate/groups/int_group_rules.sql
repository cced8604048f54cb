-- The rule that orders each group. A group may name its rule. Of those that cover its competition, season, round and
-- zone, one made for the round comes before one for all rounds, and one made for the zone before one for all zones.
with

groups as (

    select * from {{ ref('int_groups_listed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

group_rules as (

    select * from {{ ref('stg_group_rules') }}

),

aliases as (

    select * from {{ ref('int_round_aliases') }}

),

-- a rule that a group names is for that group; for others only if they have no other
named_rules as (

    select distinct own_group_rule_id as group_rule_id
    from groups
    where own_group_rule_id is not null

),

rounds_named as (

    select
        group_rule_id,
        {{ list_items('round_codes') }} as round_code
    from group_rules

),

scopes as (

    select
        group_rules.*,
        rounds_named.round_code,
        coalesce(aliases.usual_round_code, rounds_named.round_code) as usual_round_code,
        named_rules.group_rule_id is not null as is_named
    from group_rules
    left join rounds_named on group_rules.group_rule_id = rounds_named.group_rule_id
    left join aliases on rounds_named.round_code = aliases.round_code
    left join named_rules on group_rules.group_rule_id = named_rules.group_rule_id

),

rules_that_cover as (

    select
        groups.group_id,
        scopes.group_rule_id,
        row_number() over (
            partition by groups.group_id
            order by
                case when scopes.is_named then 2 else 1 end,
                case
                    when scopes.round_code = rounds.round_code then 1
                    when scopes.round_code is not null then 2
                    else 3
                end,
                case when scopes.zones is not null then 1 else 2 end,
                {{ bytewise('scopes.group_rule_id') }}
        ) as preference
    from groups
    inner join rounds on groups.round_id = rounds.round_id
    inner join editions on groups.edition_id = editions.edition_id
    inner join scopes
        on
            editions.competition_id = scopes.competition_id
            and editions.season between scopes.first_season and coalesce(scopes.last_season, editions.season)
            and (scopes.round_code is null or rounds.usual_round_code = scopes.usual_round_code)
            and (scopes.zones is null or ';' || scopes.zones || ';' like '%;' || rounds.zone || ';%')

)

select
    groups.group_id,
    group_rules.group_rule_id,
    group_rules.points_for_win
from groups
left join rules_that_cover on groups.group_id = rules_that_cover.group_id and rules_that_cover.preference = 1
left join group_rules on coalesce(groups.own_group_rule_id, rules_that_cover.group_rule_id) = group_rules.group_rule_id
