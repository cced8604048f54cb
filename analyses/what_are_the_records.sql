-- What are the records of each competition, who holds them, and since when?
-- Of what is on record in the competition proper. A record that more than five share is left out.
with

records as (

    select * from rpt_records
    where stage_part = 'proper' and holder_count <= 5

)

select
    competition_id,
    record_name,
    record_value,
    record_unit,
    player_name,
    team_name,
    opponent_team_name,
    goals_for,
    goals_against,
    edition_name,
    played_on
from records
order by
    competition_id,
    record_order,
    holder_number
