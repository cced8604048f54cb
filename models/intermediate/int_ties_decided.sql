with

ties as (

    select * from {{ ref('int_ties_scored') }}

),

tie_rules as (

    select * from {{ ref('int_ties_ruled') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}

),

-- the step at which the ladder ends: the first that is not level
last_steps as (

    select
        tie_id,
        min(step_number) as step_number
    from steps
    where verdict != 'level'
    group by tie_id

),

outcomes as (

    select
        ties.tie_id,
        tie_rules.tie_rule_id,
        case when steps.verdict != 'not_on_record' then steps.step end as decided_by,
        case steps.verdict
            when 'team_1' then ties.team_1_id
            when 'team_2' then ties.team_2_id
        end as winner_team_id,
        case
            when steps.verdict in ('team_1', 'team_2') then 'decided'
            when ties.scored_leg_count < coalesce(tie_rules.matches_per_tie, 1) then 'unfinished'
            else 'undetermined'
        end as status,
        case
            when steps.verdict in ('team_1', 'team_2') then null
            when tie_rules.tie_rule_id is null then 'no rule is on record for this round and season'
            when ties.scored_leg_count < tie_rules.matches_per_tie then 'not every leg has a score'
            when ties.scored_leg_count > tie_rules.matches_per_tie then 'more legs than the rule knows'
            when steps.verdict = 'not_on_record' then 'the record does not say how this step ended: ' || steps.step
            else 'level after every step of the rule'
        end as reason
    from ties
    inner join tie_rules on ties.tie_id = tie_rules.tie_id
    left join last_steps on ties.tie_id = last_steps.tie_id
    left join steps on last_steps.tie_id = steps.tie_id and last_steps.step_number = steps.step_number

)

select
    ties.tie_id,
    ties.edition_id,
    ties.round_id,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,

    ties.leg_count,
    ties.team_1_aggregate,
    ties.team_2_aggregate,
    ties.team_1_away_goals,
    ties.team_2_away_goals,
    ties.team_1_normal_time_aggregate,
    ties.team_2_normal_time_aggregate,
    ties.team_1_normal_time_away_goals,
    ties.team_2_normal_time_away_goals,
    ties.went_to_extra_time,
    ties.team_1_shootout_goals,
    ties.team_2_shootout_goals,

    outcomes.tie_rule_id,
    outcomes.status,
    outcomes.reason as undecided_reason,
    outcomes.decided_by,
    -- who won on the pitch, what was decided off it, who advanced: three facts
    outcomes.winner_team_id,
    ties.off_pitch_decision,
    ties.off_pitch_team_id,
    coalesce(ties.off_pitch_team_id, outcomes.winner_team_id) as advanced_team_id
from ties
inner join outcomes on ties.tie_id = outcomes.tie_id
