-- What bears witness is on record, and its rule covers its season, round and zone. It speaks for the rule only if the
-- rule was in force there and its winner went on, and against it only if the rule did not decide it.
with

witnesses as (

    select
        *,
        witness_type || ' ' || witness_id as witness
    from {{ ref('stg_rule_witnesses') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

groups as (

    select
        groups.group_id,
        groups.round_id,
        rules.group_rule_id,
        coalesce(bool_or(standings.is_rank_shared), true) as is_unsettled
    from {{ ref('int_groups_listed') }} as groups
    inner join {{ ref('int_group_rules') }} as rules on groups.group_id = rules.group_id
    left join {{ ref('int_group_standings') }} as standings on groups.group_id = standings.group_id
    group by groups.group_id, groups.round_id, rules.group_rule_id

),

seen as (

    select
        'tie' as witness_type,
        tie_id as witness_id,
        round_id,
        tie_rule_id as rule_in_force,
        decided_by is not null as is_decided,
        status = 'decided' and coalesce(advanced_team_id, '') = coalesce(winner_team_id, '') as winner_went_on
    from ties
    union all
    select
        'group' as witness_type,
        group_id as witness_id,
        round_id,
        group_rule_id as rule_in_force,
        not is_unsettled as is_decided,
        true as winner_went_on
    from groups

),

round_rules as (

    select
        'tie' as witness_type,
        round_id,
        tie_rule_id as rule_id
    from {{ ref('int_round_rules') }}
    union all
    select
        'group' as witness_type,
        round_id,
        group_rule_id as rule_id
    from ({{ rules_by_round(ref('stg_group_rules'), ['group_rule_id']) }}) as group_rules

),

judged as (

    select
        witnesses.*,
        case
            when seen.witness_id is null then 'there is no such ' || witnesses.witness_type
            when witnesses.rule_id != coalesce(seen.rule_in_force, '') and round_rules.rule_id is null
                then 'the rule does not cover it'
            when witnesses.speaks = 'for' and witnesses.rule_id != coalesce(seen.rule_in_force, '')
                then 'it speaks for the rule, but was decided under ' || coalesce(seen.rule_in_force, 'no rule')
            when witnesses.speaks = 'for' and not seen.winner_went_on
                then 'it speaks for the rule, but no winner of it went on'
            when witnesses.speaks = 'against' and witnesses.rule_id = seen.rule_in_force and seen.is_decided
                then 'it speaks against the rule, but the rule decided it'
        end as fault
    from witnesses
    left join seen
        on witnesses.witness_type = seen.witness_type and witnesses.witness_id = seen.witness_id
    left join round_rules
        on
            seen.witness_type = round_rules.witness_type
            and seen.round_id = round_rules.round_id
            and witnesses.rule_id = round_rules.rule_id

),

faults as (

    select
        rule_id || '/' || witness_id as row_key,
        'rule_witnesses, row ' || rule_id || ' ' || witness || ': ' || fault
        || '; correct speaks or an id, or delete the row' as message
    from judged
    where fault is not null

)

select * from faults
where not {{ is_waived() }}
