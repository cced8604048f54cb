-- One row per player named in a match, with his role and his minutes on the pitch.
with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

)

select
    appearance_id,
    match_id,
    edition_id,
    team_id,
    player_id,

    role,
    position,
    shirt_number,
    minute_on,
    minute_off,
    replaced_player_id,

    minutes,
    minutes_low,
    minutes_high,

    basis,
    source_ids,
    remark
from appearances
