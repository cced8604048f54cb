-- One row per player in a match, with the start and the end of his stay on the pitch as far as they are known, and what
-- bounds them if they are not. It is contradicted if the record says two things of it that cannot both be true.
with

appearances as (

    select * from {{ ref('int_appearances_with_rulings') }}

),

lengths as (

    select * from {{ ref('int_matches_timed') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

stays as (

    select * from {{ ref('int_player_stays') }}

),

deeds as (

    select * from {{ ref('int_player_deeds') }}

),

seen as (

    select
        stays.*,
        appearances.minute_on,
        lengths.match_length,
        lengths.match_length_low,
        lengths.match_length_high,
        coalesce(team_sheets.completeness = 'complete', false) as is_sheet_complete,
        -- whoever was replaced sees his card on the bench; a contested one counts for nothing if he is seen after it
        stays.is_sent_off
        and not stays.is_replaced
        and not (
            stays.is_dismissal_contested
            and (coalesce(deeds.has_taken_a_kick, false) or coalesce(deeds.last_seen > stays.sent_off, false))
        ) as has_left_by_a_card,
        deeds.player_id is not null as has_done_something,
        coalesce(deeds.has_taken_a_kick, false) as has_taken_a_kick,
        deeds.first_seen,
        deeds.last_seen
    from appearances
    inner join lengths on appearances.match_id = lengths.match_id
    inner join stays on appearances.match_id = stays.match_id and appearances.player_id = stays.player_id
    left join team_sheets on appearances.match_id = team_sheets.match_id and appearances.team_id = team_sheets.team_id
    left join deeds on appearances.match_id = deeds.match_id and appearances.player_id = deeds.player_id

),

ended as (

    select
        *,
        case
            when is_replaced then replaced_high
            when has_left_by_a_card and sent_off is not null then sent_off
            -- whoever takes a kick was on the pitch when the whistle went
            when has_taken_a_kick then match_length
            when has_left_by_a_card then null
            -- the others played to the end, if the whole team sheet is on record
            when is_sheet_complete then match_length
        end as went_off,
        greatest(
            last_seen,
            case
                when is_replaced then null
                when has_left_by_a_card then sent_off_low
                when is_sheet_complete then match_length_low
            end,
            0
        ) as last_on_the_pitch
    from seen

)

select
    match_id,
    player_id,
    came_on,
    went_off,
    match_length_high,
    has_left_by_a_card and is_dismissal_contested as is_end_contested,
    -- if the start is unknown, he was there at the first deed, or else perhaps never
    coalesce(greatest(came_on, minute_on), first_seen, match_length_low) as latest_start,
    case when came_on is null then 0 else least(came_on, first_seen) end as earliest_start,
    case
        when went_off is null then last_on_the_pitch
        else least(went_off, replaced_low, match_length_high, case when is_replaced then sent_off_high end)
    end as earliest_end,
    greatest(went_off, last_on_the_pitch, match_length_high) as latest_end,
    case
        when role = 'unused_substitute' then has_done_something or is_replaced or minute_on is not null
        else coalesce(
            went_off < came_on
            or came_on > first_seen
            or last_on_the_pitch > went_off
            or greatest(came_on, went_off, last_on_the_pitch) > match_length_high
            or replaced_low < replaced_high
            or (is_replaced and sent_off_high < replaced_low)
            or (is_replaced and replaced_high is null and has_taken_a_kick)
            or (role = 'starter' and minute_on is not null),
            false
        )
    end as is_contradicted
from ended
