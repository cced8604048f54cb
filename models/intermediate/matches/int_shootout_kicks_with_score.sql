-- One row per kick of a shoot-out, with the player under the id of the man who he is, the score after it, its round,
-- and whether it decided the shoot-out.
with

kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

tried as (

    select * from {{ ref('int_shootout_kicks_tried') }}

),

orders as (

    select * from {{ ref('int_shootout_orders') }}

)

select
    kicks.kick_id,
    kicks.match_id,
    matches.edition_id,
    matches.tie_id,
    kicks.team_id,
    coalesce(merged.player_id, kicks.player_id) as player_id,
    tried.kick_number,
    tried.round_number,
    orders.shootout_order,
    orders.is_fitting,
    tried.place as place_in_order,
    kicks.outcome,
    kicks.outcome = 'scored' as is_scored,
    tried.home_scored as home_goals_after,
    tried.away_scored as away_goals_after,
    tried.round_number > 5 as is_sudden_death,
    tried.is_over
    and not coalesce(lag(tried.is_over) over (partition by kicks.match_id order by tried.kick_number), false)
        as is_decisive,
    tried.is_over,
    kicks.source_ids,
    kicks.remark
from kicks
inner join matches on kicks.match_id = matches.match_id
inner join tried on kicks.kick_id = tried.kick_id
inner join orders
    on kicks.match_id = orders.match_id and tried.pattern = orders.pattern and tried.home_first = orders.home_first
left join merged on kicks.player_id = merged.merged_player_id
