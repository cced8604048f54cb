-- Extra time is played when the tie is level after the steps that come before it, and only then; in the last leg; and
-- under a rule that knows it. Where no rule is known, nothing can be said.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}
    where is_in_force

),

steps as (

    select * from {{ ref('int_tie_steps') }}

),

-- where matches won are counted, each match may have extra time of its own
series as (

    select distinct ladder_id as tie_rule_id
    from ladders
    where compares = 'matches_won'

),

legs as (

    select * from {{ ref('int_tie_matches') }}
    where match_type in ('leg', 'single')

),

rules_with_extra_time as (

    select
        ladder_id as tie_rule_id,
        bool_or(compares = 'goals_after_extra_time' and stage = 'after_extra_time') as has_extra_time
    from ladders
    group by ladder_id
    -- what a rule leaves open may be extra time
    having not bool_or(compares is null)

),

extra_time_steps as (

    select
        tie_id,
        step_number
    from steps
    where compares = 'goals_after_extra_time'

),

decided_before as (

    select distinct extra_time_steps.tie_id
    from extra_time_steps
    inner join steps
        on extra_time_steps.tie_id = steps.tie_id and extra_time_steps.step_number > steps.step_number
    where steps.verdict in ('team_1', 'team_2')

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' was ' || case when decided_before.tie_id is null then 'level' else 'decided' end
        || ' before extra time, which was '
        || case when ties.has_extra_time then 'played' else 'not played' end as message
    from ties
    inner join extra_time_steps on ties.tie_id = extra_time_steps.tie_id
    left join decided_before on ties.tie_id = decided_before.tie_id
    where
        (ties.has_extra_time and decided_before.tie_id is not null)
        -- that none was played counts only where the record says so
        or (not ties.has_extra_time and ties.is_extra_time_on_record and decided_before.tie_id is null)
    union all
    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' has extra time on record, which its rule ' || rules.tie_rule_id
        || ' does not know; correct went_to_extra_time or the rule, or give the tie a rule of its own' as message
    from ties
    inner join rules on ties.tie_id = rules.tie_id
    inner join rules_with_extra_time on rules.tie_rule_id = rules_with_extra_time.tie_rule_id
    left join series on rules.tie_rule_id = series.tie_rule_id
    where
        ties.has_extra_time
        and not coalesce(rules_with_extra_time.has_extra_time, false)
        and series.tie_rule_id is null
    union all
    select
        legs.match_id as row_key,
        'match ' || legs.match_id || ' has extra time on record, and leg ' || max(later.leg_number) || ' of tie '
        || legs.tie_id || ' came after it' as message
    from legs
    inner join legs as later on legs.tie_id = later.tie_id and legs.leg_number < later.leg_number
    left join rules on legs.tie_id = rules.tie_id
    left join series on rules.tie_rule_id = series.tie_rule_id
    where legs.went_to_extra_time and series.tie_rule_id is null
    group by legs.match_id, legs.tie_id

)

select * from faults
where not {{ is_waived() }}
