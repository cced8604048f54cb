-- Each tie is taken as it was played, so that nothing is taken as level that is not on record; what
-- another winner would have met in the next round is nobody's to know.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

-- only a tie with all its legs is put on a ladder
tie_rules as (

    select * from {{ ref('int_ties_ruled') }}
    where has_all_legs

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}
    where not is_in_force

),

measures as (

    select * from {{ ref('int_tie_measures') }}

),

-- each tie on every rule set that is made for as many matches
tried as (

    select
        tie_rules.tie_id,
        rule_sets.rule_set_id,
        rule_sets.rule_set_name
    from tie_rules
    inner join rule_sets on tie_rules.planned_leg_count = rule_sets.matches_per_tie

),

steps as (

    select
        tried.tie_id,
        tried.rule_set_id,
        ladders.step_number,
        ladders.step,
        coalesce(measures.ahead, 'not_on_record') as outcome
    from tried
    inner join ladders on tried.rule_set_id = ladders.ladder_id
    left join measures
        on
            tried.tie_id = measures.tie_id
            and ladders.measure = measures.step
            and ladders.measured_at = measures.applies

),

steps_not_level as (

    select
        *,
        row_number() over (partition by tie_id, rule_set_id order by step_number) as preference
    from steps
    where outcome != 'level'

),

last_tried as (

    select
        tie_id,
        rule_set_id,
        case when outcome in ('team_1', 'team_2') then step end as decided_by,
        outcome
    from steps_not_level
    where preference = 1

)

select
    ties.tie_id,
    tried.rule_set_id,
    tried.rule_set_name,
    ties.edition_id,
    case when last_tried.decided_by is not null then 'decided' else 'undetermined' end as status,
    last_tried.decided_by,
    case last_tried.outcome when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
        as winner_team_id,
    case last_tried.outcome when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
    != ties.winner_team_id as changes_winner
from tried
inner join ties on tried.tie_id = ties.tie_id
left join last_tried on tried.tie_id = last_tried.tie_id and tried.rule_set_id = last_tried.rule_set_id
