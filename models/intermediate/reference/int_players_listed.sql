-- One row per player, whether he has a row of his own or is only mentioned, with the other ids and spellings that the
-- record has for the man. Without a name he is called by his id.
with

described as (

    select * from {{ ref('stg_players') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

written as (

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

),

named as (

    select distinct coalesce(merged.player_id, written.player_id) as player_id
    from written
    left join merged on written.player_id = merged.merged_player_id

),

spellings as (

    select distinct
        merged.player_id,
        described.player_name
    from merged
    inner join described on merged.merged_player_id = described.player_id
    inner join described as men on merged.player_id = men.player_id
    where described.player_name != men.player_name

),

other_spellings as (

    select
        player_id,
        {{ dbt.listagg('player_name', "';'", 'order by ' ~ bytewise('player_name')) }} as other_spellings
    from spellings
    group by player_id

),

merged_ids as (

    select
        player_id,
        {{ dbt.listagg('merged_player_id', "';'", 'order by ' ~ bytewise('merged_player_id')) }} as merged_player_ids
    from merged
    group by player_id

)

select
    named.player_id,
    coalesce(described.player_name, named.player_id) as player_name,
    other_spellings.other_spellings,
    merged_ids.merged_player_ids,
    described.nationality,
    described.second_nationality,
    described.nationality_source_ids,
    described.remark
from named
left join described on named.player_id = described.player_id
left join other_spellings on named.player_id = other_spellings.player_id
left join merged_ids on named.player_id = merged_ids.player_id
where named.player_id is not null
