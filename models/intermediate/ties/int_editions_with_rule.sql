-- Whether away goals decide level ties in an edition: true where a rule in force in it has such a step.
with

ties as (

    select * from {{ ref('int_ties_with_rule') }}

),

steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

rules_in_force as (

    select distinct
        edition_id,
        tie_rule_id
    from ties

)

select
    rules_in_force.edition_id,
    bool_or(steps.step like 'away_goals%') as has_away_goals
from rules_in_force
inner join steps on rules_in_force.tie_rule_id = steps.tie_rule_id
group by rules_in_force.edition_id
