-- One row per champion of an edition on the roll of honour, or per edition there without one; as far as it is on
-- record.
select
    editions.edition_id,
    roll_of_honour.status,
    roll_of_honour.champion_team_id,
    roll_of_honour.title_decided_by
from {{ ref('int_editions_listed') }} as editions
inner join {{ ref('stg_roll_of_honour') }} as roll_of_honour
    on editions.competition_id = roll_of_honour.competition_id and editions.season = roll_of_honour.season
