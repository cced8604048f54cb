-- Which teams came closest without ever winning the title?
-- All that were second, or reached a final, and have no title; the last column is how often they have entered.
with

totals as (

    select * from rpt_all_time_table
    where titles = 0 and finals + second_places > 0

)

select
    competition_name,
    team_name,
    association_code,
    second_places,
    finals,
    matches_played,
    won,
    goal_difference,
    first_season,
    last_season,
    editions_entered
from totals
order by
    competition_id asc,
    second_places desc,
    finals desc,
    won desc,
    team_name asc
