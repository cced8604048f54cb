-- One row per player in a part of an edition, qualifying or proper: his matches, minutes, goals and assists in the
-- matches that count.
with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

scorers as (

    select * from {{ ref('int_scorers_counted') }}

),

played as (

    select
        matches.edition_id,
        matches.stage_part,
        appearances.player_id,
        max({{ bytewise('appearances.team_id') }}) as team_id,
        count(*) filter (where appearances.role != 'unused_substitute') as appearances,
        count(*) filter (where appearances.role = 'starter') as starts,
        count(appearances.minutes) filter (where appearances.role != 'unused_substitute') as timed_appearances,
        sum(appearances.minutes_low) as minutes_low,
        sum(appearances.minutes_high) as minutes_high
    from appearances
    inner join matches on appearances.match_id = matches.match_id
    group by matches.edition_id, matches.stage_part, appearances.player_id

),

assists as (

    select
        matches.edition_id,
        matches.stage_part,
        goals.assist_player_id as player_id,
        count(*) as assists
    from goals
    inner join matches on goals.match_id = matches.match_id
    where goals.assist_player_id is not null
    group by matches.edition_id, matches.stage_part, goals.assist_player_id

),

-- a player may be known by line-ups alone, or by goals alone
seen as (

    select
        edition_id,
        stage_part,
        player_id
    from played
    union
    select
        edition_id,
        stage_part,
        player_id
    from scorers

)

select
    seen.edition_id,
    seen.stage_part,
    seen.player_id,
    coalesce(played.team_id, scorers.team_id) as team_id,

    cast(coalesce(played.appearances, 0) as integer) as appearances,
    cast(coalesce(played.starts, 0) as integer) as starts,
    cast(coalesce(played.timed_appearances, 0) as integer) as timed_appearances,
    cast(coalesce(played.minutes_low, 0) as integer) as minutes_low,
    cast(coalesce(played.minutes_high, 0) as integer) as minutes_high,

    coalesce(scorers.goals, 0) as goals,
    coalesce(scorers.goals_low, 0) as goals_low,
    coalesce(scorers.goals_high, 0) as goals_high,
    coalesce(scorers.penalties, 0) as penalties,
    cast(coalesce(assists.assists, 0) as integer) as known_assists
from seen
left join played
    on
        seen.edition_id = played.edition_id
        and seen.stage_part = played.stage_part
        and seen.player_id = played.player_id
left join scorers
    on
        seen.edition_id = scorers.edition_id
        and seen.stage_part = scorers.stage_part
        and seen.player_id = scorers.player_id
left join assists
    on
        seen.edition_id = assists.edition_id
        and seen.stage_part = assists.stage_part
        and seen.player_id = assists.player_id
