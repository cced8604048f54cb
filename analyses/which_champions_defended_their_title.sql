-- Which champions won the next edition that anybody won as well?
-- Editions that nobody won are passed over. Shared titles have no champion of their own, so they are not defended here.
with

editions as (

    select * from rpt_edition_summary
    where champion_team_ids is not null

),

in_order as (

    select
        *,
        lag(season) over (partition by competition_id order by season) as season_before,
        lag(champion_team_id) over (partition by competition_id order by season) as champion_before
    from editions

)

select
    competition_id,
    champion_team_name,
    season_before as title_of,
    season as defended_in,
    season - season_before - 1 as years_between,
    title_decided_by,
    final_in_words
from in_order
where champion_team_id = champion_before
order by
    competition_id,
    season
