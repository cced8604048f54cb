-- How each tie ended on the pitch: the step that decided it and the side that won, or why none did.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

played as (

    select * from {{ ref('int_ties_played') }}

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

-- a tie of which nothing is planned has at least a match to come
counted as (

    select
        ties.*,
        played.tie_rule_id,
        played.is_played_out,
        coalesce(played.planned_leg_count, 1) as legs_planned,
        ties.base_leg_count - ties.scored_leg_count as legs_without_score
    from ties
    inner join played on ties.tie_id = played.tie_id

)

select
    counted.tie_id,
    deciding_steps.step as decided_by,
    deciding_steps.stage as decided_at_stage,
    case deciding_steps.verdict when 'team_1' then counted.team_1_id when 'team_2' then counted.team_2_id end
        as winner_team_id,
    not counted.is_played_out and counted.scored_leg_count < counted.legs_planned as is_unfinished,
    case
        when deciding_steps.tie_id is not null then null
        when counted.is_played_out or counted.base_leg_count > counted.legs_planned
            then case
                when counted.base_leg_count > counted.legs_planned then 'more legs than the rule knows'
                when open_steps.step_not_on_record is not null
                    then
                        'the record does not say how this step ended: '
                        || replace(open_steps.step_not_on_record, '_', ' ')
                when counted.tie_rule_id is null
                    then 'no rule is on record for this round and season, and no side leads in goals and in points'
                when open_steps.is_rule_unknown then 'the rule does not say what comes next'
                else 'level after every step of the rule'
            end
        when counted.base_leg_count = 0 then 'no match is on record'
        when counted.base_leg_count < counted.legs_planned
            then
                counted.base_leg_count || ' of ' || counted.legs_planned
                || case when counted.base_leg_count = 1 then ' legs is on record' else ' legs are on record' end
        when counted.legs_planned = 1 then 'its score is not on record'
        else
            counted.legs_without_score || ' of ' || counted.base_leg_count
            || case when counted.legs_without_score = 1 then ' legs has no score' else ' legs have no score' end
    end as undecided_reason
from counted
left join deciding_steps on counted.tie_id = deciding_steps.tie_id
left join open_steps on counted.tie_id = open_steps.tie_id
