-- One row per player in a match. An appearance that is known only from a goal follows any ruling on that goal: if it
-- is given to another player, so is the appearance.
with

lineups as (

    select * from {{ ref('int_lineups_resolved') }}

),

scorers as (

    select
        match_id,
        scorer_player_id as player_id,
        min({{ bytewise('scorer_team_id') }}) as team_id
    from {{ ref('int_goals_with_rulings') }}
    where scorer_player_id is not null
    group by match_id, scorer_player_id

)

select
    coalesce(lineups.match_id, scorers.match_id) as match_id,
    coalesce(lineups.team_id, scorers.team_id) as team_id,
    coalesce(lineups.player_id, scorers.player_id) as player_id,
    case when lineups.match_id is null then 'played' else lineups.role end as role,
    lineups.position,
    lineups.shirt_number,
    lineups.minute_on,
    lineups.minute_off,
    lineups.replaced_player_id,
    case when lineups.match_id is null then 'goal' else coalesce(lineups.basis, 'report') end as basis,
    lineups.source_ids,
    lineups.remark
from lineups
full join scorers on lineups.match_id = scorers.match_id and lineups.player_id = scorers.player_id
where scorers.player_id is not null or lineups.basis is distinct from 'goal'
