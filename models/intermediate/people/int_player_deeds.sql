-- One row per player who scored, made a goal or took a kick in a match, which shows that he was on the pitch, and
-- when. A goal whose scorer is contested shows nothing of him.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

deeds as (

    select
        match_id,
        scorer_player_id as player_id,
        minute_low,
        minute_high,
        false as is_kick
    from goals
    where not is_contested
    union all
    select
        match_id,
        assist_player_id as player_id,
        minute_low,
        minute_high,
        false as is_kick
    from goals
    union all
    select
        match_id,
        second_assist_player_id as player_id,
        minute_low,
        minute_high,
        false as is_kick
    from goals
    union all
    select
        match_id,
        player_id,
        null as minute_low,
        null as minute_high,
        true as is_kick
    from kicks

)

select
    match_id,
    player_id,
    min(minute_high) as first_seen,
    max(minute_low) as last_seen,
    bool_or(is_kick) as has_taken_a_kick
from deeds
where player_id is not null
group by match_id, player_id
