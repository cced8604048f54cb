-- Who won on the pitch, what was decided off it, who advanced: three facts, side by side.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}

),

deciding_steps as (

    select
        tie_id,
        step,
        stage,
        verdict
    from steps
    where is_deciding

),

-- where a ladder ended without a winner
open_steps as (

    select
        tie_id,
        max({{ bytewise('step') }}) filter (where verdict = 'not_on_record') as step_not_on_record,
        bool_or(verdict = 'unknown_rule') as is_rule_unknown
    from steps
    where is_tried and verdict in ('not_on_record', 'unknown_rule')
    group by tie_id

),

decisions as (

    select
        ties.*,
        rules.tie_rule_id,
        rules.planned_leg_count,
        deciding_steps.step as decided_by,
        deciding_steps.stage as decided_at_stage,
        case deciding_steps.verdict when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
            as winner_team_id,
        ties.scored_leg_count < coalesce(rules.planned_leg_count, 1) as is_unfinished,
        case
            when ties.scored_leg_count < coalesce(rules.planned_leg_count, 1)
                then 'not every leg has a score'
            when ties.base_leg_count > rules.planned_leg_count then 'more legs than the rule knows'
            when rules.tie_rule_id is null
                then 'no rule is on record for this round and season, and no side leads in goals and in points'
            when open_steps.step_not_on_record is not null
                then 'the record does not say how this step ended: ' || replace(open_steps.step_not_on_record, '_', ' ')
            when open_steps.is_rule_unknown then 'the rule does not say what comes next'
            else 'level after every step of the rule'
        end as reason
    from ties
    inner join rules on ties.tie_id = rules.tie_id
    left join deciding_steps on ties.tie_id = deciding_steps.tie_id
    left join open_steps on ties.tie_id = open_steps.tie_id

)

select
    tie_id,
    edition_id,
    round_id,
    tie_order,
    team_1_id,
    team_2_id,
    tie_rule_id,
    planned_leg_count,

    base_leg_count,
    play_off_count,
    replay_count,
    case
        when has_extra_time or has_play_off_extra_time or has_replay_extra_time then true
        when is_extra_time_on_record then false
    end as went_to_extra_time,
    team_1_aggregate,
    team_2_aggregate,
    team_1_away_goals,
    team_2_away_goals,
    team_1_normal_time_aggregate,
    team_2_normal_time_aggregate,
    team_1_normal_time_away_goals,
    team_2_normal_time_away_goals,
    team_1_shootout_goals,
    team_2_shootout_goals,

    case
        when winner_team_id is not null or off_pitch_advanced is not null then 'decided'
        when is_unfinished then 'unfinished'
        else 'undetermined'
    end as status,
    case when winner_team_id is null and off_pitch_advanced is null then reason end as undecided_reason,
    decided_by,
    decided_at_stage,
    winner_team_id,
    off_pitch_decision,
    off_pitch_advanced,
    case
        when off_pitch_advanced in ('both', 'neither') then null
        else coalesce(off_pitch_advanced, winner_team_id)
    end as advanced_team_id
from decisions
