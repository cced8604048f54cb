with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

matches as (

    select * from {{ ref('int_matches_ruled') }}

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

    appearances.minutes,
    appearances.minutes_low,
    appearances.minutes_high,

    appearances.basis,
    appearances.source_ids,
    appearances.remark
from appearances
inner join matches on appearances.match_id = matches.match_id
