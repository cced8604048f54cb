-- Which national associations won most titles, with how many clubs, and how did their clubs fare in their matches?
-- Matches between two clubs of an association count for both. Clubs whose association is unknown are left out.
with

associations as (

    select * from rpt_association_table

)

select
    competition_name,
    association_code,
    titles,
    champion_team_count as clubs_with_a_title,
    team_count as clubs_that_entered,
    finals,
    second_places,
    editions_entered,
    matches_played,
    won,
    drawn,
    lost,
    cast(100.0 * won / nullif(matches_played, 0) as numeric(5, 1)) as percent_won,
    last_title_season
from associations
order by
    competition_id asc,
    titles desc,
    finals desc,
    won desc,
    association_code asc
