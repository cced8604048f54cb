-- One row per player.
with

players as (

    select * from {{ ref('int_players_listed') }}

)

select
    player_id,
    player_name,
    other_spellings,
    merged_player_ids,
    nationality,
    second_nationality,
    nationality_source_ids as source_ids,
    remark
from players
