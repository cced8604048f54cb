-- Every player: those that the record describes, and those that it only names.
with

described as (

    select * from {{ ref('stg_players') }}

),

named as (

    select scorer_player_id as player_id from {{ ref('stg_goals') }}
    union
    select assist_player_id as player_id from {{ ref('stg_goals') }}
    union
    select second_assist_player_id as player_id from {{ ref('stg_goals') }}
    union
    select player_id from {{ ref('stg_lineups') }}
    union
    select player_id from {{ ref('stg_bookings') }}
    union
    select player_id from {{ ref('stg_shootout_kicks') }}

),

only_named as (

    select distinct named.player_id
    from named
    left join described on named.player_id = described.player_id
    where named.player_id is not null and described.player_id is null

)

select
    player_id,
    coalesce(player_name, player_id) as player_name,
    nationality,
    second_nationality,
    nationality_source_ids,
    remark
from described
union all
select
    player_id,
    player_id as player_name,
    cast(null as {{ dbt.type_string() }}) as nationality,
    cast(null as {{ dbt.type_string() }}) as second_nationality,
    cast(null as {{ dbt.type_string() }}) as nationality_source_ids,
    cast(null as {{ dbt.type_string() }}) as remark
from only_named
