-- The ladder of a tie, one row per step in the order of its rule, with what each side brings to
-- that step. The first step at which the two differ decides: see int_ties_decided.
with

ties as (

    select * from {{ ref('int_ties_scored') }}

),

tie_rules as (

    select * from {{ ref('int_ties_ruled') }}

),

steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

measured as (

    select
        ties.tie_id,
        steps.step_number,
        steps.step,
        case steps.step
            when 'aggregate' then ties.team_1_normal_time_aggregate
            when 'away_goals' then ties.team_1_normal_time_away_goals
            when 'extra_time' then case when ties.went_to_extra_time then ties.team_1_aggregate end
            when 'away_goals_after_extra_time'
                then case when ties.went_to_extra_time then ties.team_1_away_goals end
            when 'shootout' then ties.team_1_shootout_goals
        end as team_1_value,
        case steps.step
            when 'aggregate' then ties.team_2_normal_time_aggregate
            when 'away_goals' then ties.team_2_normal_time_away_goals
            when 'extra_time' then case when ties.went_to_extra_time then ties.team_2_aggregate end
            when 'away_goals_after_extra_time'
                then case when ties.went_to_extra_time then ties.team_2_away_goals end
            when 'shootout' then ties.team_2_shootout_goals
        end as team_2_value
    from ties
    inner join tie_rules on ties.tie_id = tie_rules.tie_id
    inner join steps on tie_rules.tie_rule_id = steps.tie_rule_id
    where ties.scored_leg_count = tie_rules.matches_per_tie

)

select
    tie_id,
    step_number,
    step,
    team_1_value,
    team_2_value,
    case
        when team_1_value > team_2_value then 'team_1'
        when team_2_value > team_1_value then 'team_2'
        when team_1_value = team_2_value then 'level'
        else 'not_on_record'
    end as verdict
from measured
