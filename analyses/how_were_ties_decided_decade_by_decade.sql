-- How were ties decided, decade by decade?
-- Ties of the competition proper. What was decided off the pitch, or is unknown, has a line of its own; doubtful ties
-- are left out.
with

ties as (

    select * from fct_ties
    where stage_part = 'proper' and not is_doubtful

),

editions as (

    select * from dim_editions

),

steps as (

    select * from dim_decision_steps

),

decided as (

    select
        editions.competition_id,
        editions.season - editions.season % 10 as decade,
        coalesce(
            steps.step_name,
            case when ties.off_pitch_decision is not null then 'off the pitch' else 'not known' end
        ) as decided_by
    from ties
    inner join editions on ties.edition_id = editions.edition_id
    left join steps on ties.decided_by = steps.step

),

counted as (

    select
        competition_id,
        decade,
        decided_by,
        count(*) as ties
    from decided
    group by
        competition_id,
        decade,
        decided_by

)

select
    competition_id,
    decade,
    decided_by,
    ties,
    cast(100.0 * ties / sum(ties) over (partition by competition_id, decade) as numeric(5, 1)) as percent_of_decade
from counted
order by
    competition_id asc,
    decade asc,
    ties desc,
    decided_by asc
