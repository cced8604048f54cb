-- The rule that each tie was played under, and how many legs were planned. A tie may name its rule. Of the rules that
-- cover its round, the one made for the fewest rounds is taken, and of two such the one for as many matches as were
-- played.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

round_rules as (

    select * from {{ ref('int_round_rules') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

stated_kinds as (

    select
        tie_id,
        max(case match_type when 'single' then 1 when 'leg' then 2 end) as matches_at_least
    from {{ ref('int_legs_placed') }}
    where is_match_type_on_record and match_type in ('leg', 'single')
    group by tie_id

),

-- a rule that a tie names is for that tie; for others of its round if they have no other, and elsewhere after its like
rules_of_single_ties as (

    select distinct
        round_id,
        own_tie_rule_id as tie_rule_id
    from ties
    where own_tie_rule_id is not null

),

named_rules as (

    select distinct tie_rule_id
    from rules_of_single_ties

),

rules_that_cover as (

    select
        ties.tie_id,
        round_rules.tie_rule_id,
        row_number() over (
            partition by ties.tie_id
            order by
                case when rules_of_single_ties.tie_rule_id is null then 1 else 2 end,
                round_rules.preference,
                case when named_rules.tie_rule_id is null then 1 else 2 end,
                case when round_rules.matches_per_tie = ties.base_leg_count then 1 else 2 end,
                {{ bytewise('round_rules.tie_rule_id') }}
        ) as preference
    from ties
    inner join round_rules on ties.round_id = round_rules.round_id
    left join rules_of_single_ties
        on
            ties.round_id = rules_of_single_ties.round_id
            and round_rules.tie_rule_id = rules_of_single_ties.tie_rule_id
    left join named_rules on round_rules.tie_rule_id = named_rules.tie_rule_id
    left join stated_kinds on ties.tie_id = stated_kinds.tie_id
    where
        -- a single match is not decided by a rule for two legs, unless this tie was cut short
        stated_kinds.matches_at_least is null
        or ties.matches_planned is not null
        or (stated_kinds.matches_at_least = 1 and round_rules.matches_per_tie = 1)
        or (stated_kinds.matches_at_least = 2 and round_rules.matches_per_tie > 1)

),

chosen as (

    select
        tie_id,
        tie_rule_id
    from rules_that_cover
    where preference = 1

)

select
    ties.tie_id,
    tie_rules.tie_rule_id,
    coalesce(
        ties.matches_planned,
        tie_rules.matches_per_tie,
        case when ties.is_single then 1 when ties.base_leg_count > 0 then greatest(ties.base_leg_count, 2) end
    ) as planned_leg_count
from ties
left join chosen on ties.tie_id = chosen.tie_id
left join tie_rules on coalesce(ties.own_tie_rule_id, chosen.tie_rule_id) = tie_rules.tie_rule_id
