-- One row per player in a match, with his minutes on the pitch, stoppage time left out: a player who comes on in
-- minute 60 of 90 has 30, the one who goes off has 60. If one of the two moments is unknown, the minutes are a range;
-- if the record contradicts itself, the range spans what it says.
with

appearances as (

    select * from {{ ref('int_appearances_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

stays as (

    select * from {{ ref('int_stays_bounded') }}

)

select
    appearances.match_id || '/' || appearances.player_id as appearance_id,
    appearances.match_id,
    matches.edition_id,
    appearances.team_id,
    appearances.player_id,

    appearances.role,
    appearances.position,
    appearances.shirt_number,
    appearances.minute_on,
    appearances.minute_off,
    appearances.replaced_player_id,

    case
        when stays.is_contradicted then null
        when appearances.role = 'unused_substitute' then 0
        else stays.went_off - stays.came_on
    end as minutes,
    case
        when appearances.role = 'unused_substitute' then 0
        else greatest(stays.earliest_end - stays.latest_start, 0)
    end as minutes_low,
    case
        when stays.is_contradicted then greatest(stays.latest_end - stays.earliest_start, 0)
        when appearances.role = 'unused_substitute' then 0
        when stays.is_end_contested then stays.match_length_high - coalesce(stays.came_on, 0)
        else coalesce(stays.went_off, stays.match_length_high) - coalesce(stays.came_on, 0)
    end as minutes_high,

    appearances.basis,
    appearances.source_ids,
    appearances.remark
from appearances
inner join matches on appearances.match_id = matches.match_id
inner join stays on appearances.match_id = stays.match_id and appearances.player_id = stays.player_id
