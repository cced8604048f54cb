-- Minutes on the pitch, stoppage time not counted: a substitute who comes on in minute 60 of 90
-- has played 30, the man he replaces 60. Known only where the moment of coming on and the moment
-- of leaving are both known, and a moment of leaving is known to be the final whistle only where
-- the whole team sheet is on record. Whoever takes a kick in a shoot-out was on the pitch when
-- the whistle went.
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

    select
        match_id,
        player_id,
        min(minute) as dismissed_minute,
        -- somewhere in this period, where the minute is not on record
        min(
            case period
                when 'second_half' then 45 when 'extra_time_first_half' then 90 when 'extra_time_second_half' then 105
                else 0
            end
        )
            as dismissed_after,
        max(case when is_contested then 1 else 0 end) as is_contested
    from {{ ref('int_bookings_with_rulings') }}
    where card in ('red', 'second_yellow')
    group by match_id, player_id

),

kick_takers as (

    select distinct
        match_id,
        player_id
    from {{ ref('stg_shootout_kicks') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

-- what a player did in a match, and when at the earliest and the latest: goals that are surely his,
-- and goals that he made
deeds as (

    select
        match_id,
        scorer_player_id as player_id,
        minute_low,
        minute_high
    from goals
    where not is_contested
    union all
    select
        match_id,
        assist_player_id as player_id,
        minute_low,
        minute_high
    from goals
    union all
    select
        match_id,
        second_assist_player_id as player_id,
        minute_low,
        minute_high
    from goals

),

deeds_by_player as (

    select
        match_id,
        player_id,
        min(minute_high) as first_seen,
        max(minute_low) as last_seen
    from deeds
    where player_id is not null
    group by match_id, player_id

),

-- who went off without a minute: somebody replaced him, and nobody noted when
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
        case when went_to_extra_time is null or went_to_extra_time then 120 else 90 end as match_length_high
    from matches

),

moments as (

    select
        appearances.*,
        lengths.edition_id,
        lengths.match_length,
        lengths.match_length_low,
        lengths.match_length_high,
        case when appearances.role = 'starter' then 0 else appearances.minute_on end as came_on,
        case
            when kick_takers.player_id is not null then lengths.match_length
            when appearances.minute_off is not null then appearances.minute_off
            when dismissals.player_id is not null then dismissals.dismissed_minute
            when replaced.player_id is not null then null
            when team_sheets.completeness = 'complete' then lengths.match_length
        end as went_off,
        case
            when dismissals.player_id is not null then coalesce(dismissals.dismissed_minute, dismissals.dismissed_after)
        end
            as at_least_until,
        deeds_by_player.first_seen,
        deeds_by_player.last_seen,
        coalesce(dismissals.is_contested, 0) = 1 as is_dismissal_contested
    from appearances
    inner join lengths on appearances.match_id = lengths.match_id
    left join team_sheets on appearances.match_id = team_sheets.match_id and appearances.team_id = team_sheets.team_id
    left join dismissals on appearances.match_id = dismissals.match_id and appearances.player_id = dismissals.player_id
    left join replaced on appearances.match_id = replaced.match_id and appearances.player_id = replaced.player_id
    left join deeds_by_player
        on appearances.match_id = deeds_by_player.match_id and appearances.player_id = deeds_by_player.player_id
    left join kick_takers
        on appearances.match_id = kick_takers.match_id and appearances.player_id = kick_takers.player_id

),

bounded as (

    select
        *,
        case when role = 'unused_substitute' then 0 else went_off - came_on end as minutes,
        -- on the pitch at the latest when he came on or first did something, and at least until
        -- he left or last did something
        coalesce(came_on, first_seen, match_length_low) as on_at_the_latest,
        greatest(coalesce(went_off, 0), coalesce(at_least_until, 0), coalesce(last_seen, 0)) as off_at_the_earliest,
        coalesce(came_on, 0) as on_at_the_earliest,
        case when is_dismissal_contested then match_length_high else coalesce(went_off, match_length_high) end
            as off_at_the_latest
    from moments

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
    basis,
    source_ids,
    remark,
    minutes,
    case when role = 'unused_substitute' then 0 else greatest(off_at_the_earliest - on_at_the_latest, 0) end
        as minutes_low,
    case when role = 'unused_substitute' then 0 else off_at_the_latest - on_at_the_earliest end as minutes_high
from bounded
