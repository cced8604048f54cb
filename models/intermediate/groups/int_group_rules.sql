-- The rule that orders each group. A group may name its rule. Of those that cover its round, the one made for the
-- fewest rounds is taken, and one that a group names only if there is no other.
with

groups as (

    select * from {{ ref('int_groups_listed') }}

),

group_rules as (

    select * from {{ ref('stg_group_rules') }}

),

named_rules as (

    select distinct own_group_rule_id as group_rule_id
    from groups
    where own_group_rule_id is not null

),

round_rules as (

    {{ rules_by_round(ref('stg_group_rules'), ['group_rule_id']) }}

),

rules_that_cover as (

    select
        groups.group_id,
        round_rules.group_rule_id,
        row_number() over (
            partition by groups.group_id
            order by
                case when named_rules.group_rule_id is null then 1 else 2 end,
                round_rules.preference,
                {{ bytewise('round_rules.group_rule_id') }}
        ) as preference
    from groups
    inner join round_rules on groups.round_id = round_rules.round_id
    left join named_rules on round_rules.group_rule_id = named_rules.group_rule_id

)

select
    groups.group_id,
    group_rules.group_rule_id,
    group_rules.points_for_win
from groups
left join rules_that_cover on groups.group_id = rules_that_cover.group_id and rules_that_cover.preference = 1
left join group_rules on coalesce(groups.own_group_rule_id, rules_that_cover.group_rule_id) = group_rules.group_rule_id
