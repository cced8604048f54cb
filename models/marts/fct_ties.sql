-- One row per tie: its aggregate, the step that decided it, who won, what was decided off the pitch and who advanced.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

doubtful_ties as (

    select * from {{ ref('int_ties_doubtful') }}

),

recorded as (

    select * from {{ ref('stg_ties') }}

),

leads as (

    select * from {{ ref('int_tie_leads_totalled') }}

)

select
    ties.tie_id,
    ties.edition_id,
    ties.round_id,
    rounds.stage_part,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,

    cast(ties.planned_leg_count as integer) as planned_leg_count,
    cast(ties.base_leg_count as integer) as leg_count,
    cast(ties.play_off_count as integer) as play_off_count,
    cast(ties.replay_count as integer) as replay_count,
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

    ties.tie_rule_id,
    ties.status,
    ties.undecided_reason,
    ties.decided_by,
    ties.decided_at_stage,
    ties.decided_by is not null and coalesce(tie_rules.confidence = 'inferred', false) as rests_on_inferred_rule,
    ties.winner_team_id,
    ties.off_pitch_decision,
    ties.off_pitch_advanced,
    ties.advanced_team_id,
    ties.place_went_to_team_id,

    doubtful_ties.doubtful_id is not null as is_doubtful,
    doubtful_ties.doubt,

    leads.tie_id is not null as has_timeline,
    cast(leads.lead_change_count as integer) as lead_change_count,
    cast(leads.team_1_minutes_ahead as integer) as team_1_minutes_ahead,
    cast(leads.team_2_minutes_ahead as integer) as team_2_minutes_ahead,
    cast(leads.deficit_overcome as integer) as deficit_overcome,
    leads.deciding_goal_id,

    recorded.source_ids,
    recorded.remark
from ties
inner join rounds on ties.round_id = rounds.round_id
left join tie_rules on ties.tie_rule_id = tie_rules.tie_rule_id
left join recorded on ties.tie_id = recorded.tie_id
left join leads on ties.tie_id = leads.tie_id
left join doubtful_ties on ties.tie_id = doubtful_ties.doubtful_id
