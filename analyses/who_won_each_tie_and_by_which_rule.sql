-- Who won each tie, by how many goals, and which step of the rule decided it?
-- If the margin is 0, the step in decided_by decided the tie; if it is null, a leg has no score.
-- If decided_by is null, no step decided the tie, or the record does not say: see status.
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
