-- The rule that orders each group. A group may name its rule. Of the rules that cover its competition, season, round and
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

-- a rule that a group names is for that group; for others only if they have no other
named_rules as (

    select distinct own_group_rule_id as group_rule_id
    from groups
    where own_group_rule_id is not null

),

rules_that_cover as (

    select
        groups.group_id,
        group_rules.group_rule_id,
        row_number() over (
            partition by groups.group_id
            order by
                case when named_rules.group_rule_id is null then 1 else 2 end,
                case when group_rules.round_codes is null then 2 else 1 end,
                case when group_rules.zones is null then 2 else 1 end,
                {{ bytewise('group_rules.group_rule_id') }}
        ) as preference
    from groups
    inner join rounds on groups.round_id = rounds.round_id
    inner join editions on groups.edition_id = editions.edition_id
    inner join group_rules
        on
            editions.competition_id = group_rules.competition_id
            and editions.season >= group_rules.first_season
            and editions.season <= coalesce(group_rules.last_season, editions.season)
            and (
                group_rules.round_codes is null
                or ';' || group_rules.round_codes || ';' like '%;' || rounds.round_code || ';%'
                or ';' || group_rules.round_codes || ';' like '%;' || rounds.usual_round_code || ';%'
            )
            and (group_rules.zones is null or ';' || group_rules.zones || ';' like '%;' || rounds.zone || ';%')
    left join named_rules on group_rules.group_rule_id = named_rules.group_rule_id

)

select
    groups.group_id,
    group_rules.group_rule_id,
    group_rules.points_for_win
from groups
left join rules_that_cover on groups.group_id = rules_that_cover.group_id and rules_that_cover.preference = 1
left join group_rules on coalesce(groups.own_group_rule_id, rules_that_cover.group_rule_id) = group_rules.group_rule_id
