-- Two rules of one competition never cover the same season, round, zone and number of matches with equal right: both
-- for all rounds, or both for a round by its name; both for all zones, or both for a zone. A rule that a tie names is
-- no rule for the others.
with

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

named_by_ties as (

    select distinct tie_rule_id
    from {{ ref('stg_ties') }}
    where tie_rule_id is not null

),

rounds_covered as (

    select
        tie_rule_id,
        {{ list_items('round_codes') }} as round_code
    from tie_rules

),

zones_covered as (

    select
        tie_rule_id,
        {{ list_items('zones') }} as zone
    from tie_rules

),

scopes as (

    select
        tie_rules.tie_rule_id,
        tie_rules.competition_id,
        tie_rules.first_season,
        tie_rules.last_season,
        tie_rules.matches_per_tie,
        coalesce(rounds_covered.round_code, '(all rounds)') as round_code,
        coalesce(zones_covered.zone, '(all zones)') as zone
    from tie_rules
    left join zones_covered on tie_rules.tie_rule_id = zones_covered.tie_rule_id
    left join rounds_covered on tie_rules.tie_rule_id = rounds_covered.tie_rule_id
    left join named_by_ties on tie_rules.tie_rule_id = named_by_ties.tie_rule_id
    where named_by_ties.tie_rule_id is null

),

faults as (

    select
        one.tie_rule_id as row_key,
        'tie rules ' || one.tie_rule_id || ' and ' || other.tie_rule_id || ' both cover ' || one.round_code || ' of '
        || one.competition_id || case when one.zone = '(all zones)' then '' else ', zone ' || one.zone || ',' end
        || ' in season ' || greatest(one.first_season, other.first_season) as message
    from scopes as one
    inner join scopes as other
        on
            one.competition_id = other.competition_id
            and one.matches_per_tie = other.matches_per_tie
            and one.round_code = other.round_code
            and one.zone = other.zone
            and {{ bytewise('one.tie_rule_id') }} < other.tie_rule_id
            and one.first_season <= coalesce(other.last_season, one.first_season)
            and other.first_season <= coalesce(one.last_season, other.first_season)

)

select * from faults
where not {{ is_waived() }}
