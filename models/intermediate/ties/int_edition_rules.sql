-- One row per edition whose ties have a rule: whether a step of any of its rules compares away goals.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}

),

rules_by_edition as (

    select distinct
        edition_id,
        tie_rule_id
    from ties

)

select
    rules_by_edition.edition_id,
    bool_or(coalesce(decision_steps.compares like 'away_goals%', false)) as has_away_goals
from rules_by_edition
inner join rule_steps on rules_by_edition.tie_rule_id = rule_steps.tie_rule_id
inner join decision_steps on rule_steps.step = decision_steps.step
group by rules_by_edition.edition_id
