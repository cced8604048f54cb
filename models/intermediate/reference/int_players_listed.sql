-- One row per player, whether he has a row of his own or is only mentioned. Without a name he is called by his id.
with

described as (

    select * from {{ ref('stg_players') }}

),

named as (

    select player_id from {{ ref('stg_players') }}
    union
    select scorer_player_id from {{ ref('stg_goals') }}
    union
    select assist_player_id from {{ ref('stg_goals') }}
    union
    select second_assist_player_id from {{ ref('stg_goals') }}
    union
    select player_id from {{ ref('stg_lineups') }}
    union
    select replaced_player_id from {{ ref('stg_lineups') }}
    union
    select player_id from {{ ref('stg_bookings') }}
    union
    select player_id from {{ ref('stg_shootout_kicks') }}

)

select
    named.player_id,
    coalesce(described.player_name, named.player_id) as player_name,
    described.nationality,
    described.second_nationality,
    described.nationality_source_ids,
    described.remark
from named
left join described on named.player_id = described.player_id
where named.player_id is not null
