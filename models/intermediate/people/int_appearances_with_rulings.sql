-- A player whose only trace in a match is a goal appears there as long as the goal is his: when a
-- ruling gives the goal to somebody else, the appearance moves with it.
with

lineups as (

    select * from {{ ref('stg_lineups') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

scorers as (

    select distinct
        match_id,
        scorer_team_id as team_id,
        scorer_player_id as player_id
    from goals
    where scorer_player_id is not null

),

listed as (

    select lineups.*
    from lineups
    left join scorers on lineups.match_id = scorers.match_id and lineups.player_id = scorers.player_id
    where coalesce(lineups.basis, 'report') != 'goal' or scorers.player_id is not null

),

known_only_by_goal as (

    select
        scorers.match_id,
        scorers.team_id,
        scorers.player_id
    from scorers
    left join lineups on scorers.match_id = lineups.match_id and scorers.player_id = lineups.player_id
    where lineups.player_id is null

)

select
    match_id,
    team_id,
    player_id,
    role,
    position,
    shirt_number,
    minute_on,
    minute_off,
    replaced_player_id,
    coalesce(basis, 'report') as basis,
    source_ids,
    remark
from listed

union all

select
    match_id,
    team_id,
    player_id,
    'played' as role,
    cast(null as {{ dbt.type_string() }}) as position,
    cast(null as integer) as shirt_number,
    cast(null as integer) as minute_on,
    cast(null as integer) as minute_off,
    cast(null as {{ dbt.type_string() }}) as replaced_player_id,
    'goal' as basis,
    cast(null as {{ dbt.type_string() }}) as source_ids,
    cast(null as {{ dbt.type_string() }}) as remark
from known_only_by_goal
