-- Which titles were not won in a final, and how then?
-- table: in the table of a last group. nobody: the edition ended without a champion.
with

editions as (

    select * from rpt_edition_summary
    where title_decided_by != 'final'

)

select
    edition_name,
    title_decided_by,
    champion_team_names,
    team_count,
    match_count,
    last_played_on
from editions
order by
    competition_id,
    season
