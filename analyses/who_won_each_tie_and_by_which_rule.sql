-- Who won each tie, by how much, and which rule decided it?
-- A goal margin of 0 was broken by the step in decided_by; a null margin: a leg has no score.
-- A null decided_by: no step of the rule decided, or the record does not say; see status.
with

bracket as (

    select * from rpt_bracket

),

editions as (

    select * from dim_editions

)

select
    editions.edition_name,
    bracket.round_name,
    bracket.team_1_name,
    bracket.team_2_name,
    bracket.leg_scores,
    bracket.team_1_aggregate,
    bracket.team_2_aggregate,
    abs(bracket.team_1_aggregate - bracket.team_2_aggregate) as goal_margin,
    bracket.team_1_shootout_goals,
    bracket.team_2_shootout_goals,
    bracket.decided_by,
    bracket.off_pitch_decision,
    bracket.advanced_team_name,
    bracket.status
from bracket
inner join editions on bracket.edition_id = editions.edition_id
order by
    editions.competition_id,
    editions.season,
    bracket.round_order,
    bracket.tie_order
