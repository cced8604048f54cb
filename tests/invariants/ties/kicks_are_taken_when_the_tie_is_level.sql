-- A shoot-out decides only what is level: kicks on record for a tie that an earlier step had decided
-- are an error, unless they were annulled or the rule holds them after every match. So are kicks
-- under a rule that knows none.
with

steps as (

    select * from {{ ref('int_tie_steps') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}
    where team_1_shootout_goals is not null

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

shootout_steps as (

    select
        tie_id,
        bool_or(coalesce(compares = 'kicks', false)) as has_shootout,
        bool_or(coalesce(compares = 'kicks', false) and not is_tried) as has_untried_shootout
    from steps
    where tie_rule_id is not null
    group by tie_id

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' has kicks on record, '
        || case
            when not shootout_steps.has_shootout then 'which its rule does not have'
            else 'but was decided before, by ' || replace(ties.decided_by, '_', ' ')
        end as message
    from ties
    inner join shootout_steps on ties.tie_id = shootout_steps.tie_id
    inner join tie_rules on ties.tie_rule_id = tie_rules.tie_rule_id
    where
        not coalesce(tie_rules.holds_kicks_always, false)
        and (not shootout_steps.has_shootout or shootout_steps.has_untried_shootout)

)

select * from faults
where not {{ is_waived() }}
