-- One row per player named for a match, on record, under the id of the man who he is.
with

lineups as (

    select * from {{ ref('stg_lineups') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

)

select
    lineups.match_id,
    lineups.team_id,
    coalesce(players.player_id, lineups.player_id) as player_id,
    lineups.role,
    lineups.shirt_number,
    lineups.position,
    lineups.minute_on,
    lineups.minute_off,
    coalesce(replaced.player_id, lineups.replaced_player_id) as replaced_player_id,
    lineups.basis,
    lineups.source_ids,
    lineups.remark
from lineups
left join merged as players on lineups.player_id = players.merged_player_id
left join merged as replaced on lineups.replaced_player_id = replaced.merged_player_id
