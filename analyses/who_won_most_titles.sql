-- Who won most titles, in which seasons, and how?
-- A title that was shared counts for each who shared it. finals counts those that were reached, won or lost.
with

totals as (

    select * from rpt_all_time_table
    where titles > 0

),

editions as (

    select * from rpt_edition_summary

),

titles as (

    select
        totals.competition_id,
        totals.team_id,
        string_agg(cast(editions.season as varchar), ', ' order by editions.season) as seasons_won
    from totals
    inner join editions
        on
            totals.competition_id = editions.competition_id
            and ';' || editions.champion_team_ids || ';' like '%;' || totals.team_id || ';%'
    group by totals.competition_id, totals.team_id

)

select
    totals.competition_name,
    totals.team_name,
    totals.association_code,
    totals.titles,
    titles.seasons_won,
    totals.titles_won_in_final,
    totals.titles_won_in_table,
    totals.titles_awarded,
    totals.titles_shared,
    totals.finals,
    totals.second_places
from totals
inner join titles on totals.competition_id = titles.competition_id and totals.team_id = titles.team_id
order by
    totals.competition_id asc,
    totals.titles desc,
    totals.last_title_season desc,
    totals.team_name asc
