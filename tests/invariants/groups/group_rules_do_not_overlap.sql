-- Two rules that order groups never cover the same season, round and zone of a competition with equal right: both for
-- all rounds, or both for a round by its name; both for all zones, or both for a zone. A rule that a group names is
-- no rule for the others.
with

group_rules as (

    select * from {{ ref('stg_group_rules') }}

),

named_by_groups as (

    select distinct group_rule_id
    from {{ ref('stg_groups') }}
    where group_rule_id is not null

),

rounds_covered as (

    select
        group_rule_id,
        {{ list_items('round_codes') }} as round_code
    from group_rules

),

zones_covered as (

    select
        group_rule_id,
        {{ list_items('zones') }} as zone
    from group_rules

),

scopes as (

    select
        group_rules.group_rule_id,
        group_rules.competition_id,
        group_rules.first_season,
        group_rules.last_season,
        coalesce(rounds_covered.round_code, '(all rounds)') as round_code,
        coalesce(zones_covered.zone, '(all zones)') as zone
    from group_rules
    left join zones_covered on group_rules.group_rule_id = zones_covered.group_rule_id
    left join rounds_covered on group_rules.group_rule_id = rounds_covered.group_rule_id
    left join named_by_groups on group_rules.group_rule_id = named_by_groups.group_rule_id
    where named_by_groups.group_rule_id is null

),

faults as (

    select
        one.group_rule_id as row_key,
        'group rules '
        || one.group_rule_id
        || ' and '
        || other.group_rule_id
        || ' both cover '
        || one.round_code
        || ' of '
        || one.competition_id || case when one.zone = '(all zones)' then '' else ', zone ' || one.zone || ',' end
        || ' in season ' || greatest(one.first_season, other.first_season) as message
    from scopes as one
    inner join scopes as other
        on
            one.competition_id = other.competition_id
            and one.round_code = other.round_code
            and one.zone = other.zone
            and {{ bytewise('one.group_rule_id') }} < other.group_rule_id
            and one.first_season <= coalesce(other.last_season, one.first_season)
            and other.first_season <= coalesce(one.last_season, other.first_season)

)

select * from faults
where not {{ is_waived() }}
