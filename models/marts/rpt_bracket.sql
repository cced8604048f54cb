-- One row per tie, with what a drawing of the bracket needs: team names, scores, who advanced, and to which tie.
with

ties as (

    select * from {{ ref('fct_ties') }}

),

rounds as (

    select * from {{ ref('dim_rounds') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

editions as (

    select * from {{ ref('dim_editions') }}

),

leg_scores as (

    select * from {{ ref('int_tie_leg_scores') }}

),

next_ties as (

    select * from {{ ref('int_next_ties') }}

)

select
    ties.tie_id,
    ties.edition_id,
    editions.edition_name,
    ties.round_id,
    rounds.round_name,
    rounds.round_order,
    ties.tie_order,

    ties.team_1_id,
    team_1.team_name as team_1_name,
    ties.team_2_id,
    team_2.team_name as team_2_name,
    leg_scores.leg_scores,
    cast(coalesce(leg_scores.scored_match_count, 0) as integer) as scored_match_count,
    cast(coalesce(leg_scores.match_count, 0) as integer) as match_count,
    ties.team_1_aggregate,
    ties.team_2_aggregate,
    ties.team_1_shootout_goals,
    ties.team_2_shootout_goals,

    ties.status,
    ties.decided_by,
    ties.winner_team_id,
    ties.off_pitch_decision,
    ties.advanced_team_id,
    advanced.team_name as advanced_team_name,
    ties.is_doubtful,
    next_ties.next_tie_id
from ties
inner join editions on ties.edition_id = editions.edition_id
inner join rounds on ties.round_id = rounds.round_id
left join teams as team_1 on ties.team_1_id = team_1.team_id
left join teams as team_2 on ties.team_2_id = team_2.team_id
left join teams as advanced on ties.advanced_team_id = advanced.team_id
left join leg_scores on ties.tie_id = leg_scores.tie_id
left join next_ties on ties.tie_id = next_ties.tie_id and ties.advanced_team_id = next_ties.team_id
