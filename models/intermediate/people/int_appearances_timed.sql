-- One row per player in a match, with his minutes on the pitch, stoppage time left out: a player who comes on in
-- minute 60 of 90 has 30, the one who goes off has 60. If one of the two moments is unknown, the minutes are a range.
with

appearances as (

    select * from {{ ref('int_appearances_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

dismissals as (

    select * from {{ ref('int_dismissals') }}

),

deeds as (

    select * from {{ ref('int_player_deeds') }}

),

-- who went off, if perhaps nobody noted when
replaced as (

    select distinct
        match_id,
        replaced_player_id as player_id
    from appearances
    where replaced_player_id is not null

),

lengths as (

    select
        match_id,
        edition_id,
        case when went_to_extra_time then 120 when not went_to_extra_time then 90 end as match_length,
        case when went_to_extra_time then 120 else 90 end as match_length_low,
        case when not went_to_extra_time then 90 else 120 end as match_length_high
    from matches

),

moments as (

    select
        appearances.*,
        lengths.edition_id,
        lengths.match_length_low,
        lengths.match_length_high,
        case when appearances.role = 'starter' then 0 else appearances.minute_on end as came_on,
        case
            -- whoever takes a kick was on the pitch when the whistle went
            when deeds.has_taken_a_kick then lengths.match_length
            when appearances.minute_off is not null then appearances.minute_off
            when dismissals.player_id is not null then dismissals.minute
            when replaced.player_id is not null then null
            -- the others played to the end, if the whole team sheet is on record
            when team_sheets.completeness = 'complete' then lengths.match_length
        end as went_off,
        deeds.first_seen,
        greatest(deeds.last_seen, dismissals.minute_low, 0) as last_seen,
        coalesce(dismissals.is_contested, false) as is_dismissal_contested
    from appearances
    inner join lengths on appearances.match_id = lengths.match_id
    left join team_sheets on appearances.match_id = team_sheets.match_id and appearances.team_id = team_sheets.team_id
    left join dismissals on appearances.match_id = dismissals.match_id and appearances.player_id = dismissals.player_id
    left join replaced on appearances.match_id = replaced.match_id and appearances.player_id = replaced.player_id
    left join deeds on appearances.match_id = deeds.match_id and appearances.player_id = deeds.player_id

)

select
    match_id || '/' || player_id as appearance_id,
    match_id,
    edition_id,
    team_id,
    player_id,

    role,
    position,
    shirt_number,
    minute_on,
    minute_off,
    replaced_player_id,

    case when role = 'unused_substitute' then 0 else went_off - came_on end as minutes,
    case
        when role = 'unused_substitute' then 0
        -- from the moment of coming on, or of the first deed, to that of going off, or of the last
        else greatest(greatest(went_off, last_seen) - coalesce(came_on, first_seen, match_length_low), 0)
    end as minutes_low,
    case
        when role = 'unused_substitute' then 0
        when is_dismissal_contested then match_length_high - coalesce(came_on, 0)
        else coalesce(went_off, match_length_high) - coalesce(came_on, 0)
    end as minutes_high,

    basis,
    source_ids,
    remark
from moments
