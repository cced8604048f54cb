-- depends_on: {{ ref('exceptions') }}
-- A range is wide only where something is unknown or contested: without a contested ruling the lowest
-- and the highest are one, and minutes that are known leave no range.
with

rulings as (

    select * from {{ ref('fct_rulings') }}
    where ruling_status = 'contested'

),

open_editions as (

    select distinct edition_id
    from rulings
    where attribute = 'scorer_player_id'

),

open_matches as (

    select distinct
        edition_id,
        subject_id as match_id
    from rulings
    where subject_type = 'match' and attribute in ('score', 'attendance')

),

-- a player who may or may not have been sent off
open_bookings as (

    select
        edition_id,
        match_id,
        player_id
    from {{ ref('fct_bookings') }}
    where is_contested

),

wide as (

    select
        scorers.edition_id || '/' || scorers.player_id as row_key,
        'goals or rank of ' || scorers.player_id as range_of
    from {{ ref('rpt_top_scorers') }} as scorers
    left join open_editions on scorers.edition_id = open_editions.edition_id
    where
        open_editions.edition_id is null
        and (scorers.goals_low < scorers.goals_high or scorers.rank_best < scorers.rank_worst)
    union all
    select
        matches.match_id as row_key,
        'score or attendance of ' || matches.match_id as range_of
    from {{ ref('fct_matches') }} as matches
    left join open_matches on matches.match_id = open_matches.match_id
    where
        open_matches.match_id is null
        and (
            matches.home_goals_low < matches.home_goals_high
            or matches.away_goals_low < matches.away_goals_high
            or matches.attendance_low < matches.attendance_high
        )
    union all
    select
        summaries.edition_id as row_key,
        'goals or attendance of ' || summaries.edition_id as range_of
    from {{ ref('rpt_edition_summary') }} as summaries
    left join open_matches on summaries.edition_id = open_matches.edition_id
    where
        open_matches.edition_id is null
        and (
            summaries.goal_count_low < summaries.goal_count_high
            or summaries.attendance_low < summaries.attendance_high
        )
    union all
    select
        goals.goal_id as row_key,
        'minute of ' || goals.goal_id as range_of
    from {{ ref('fct_goals') }} as goals
    left join rulings on goals.goal_id = rulings.subject_id and rulings.attribute = 'minute'
    where rulings.ruling_id is null and goals.minute_low < goals.minute_high
    union all
    select
        appearances.appearance_id as row_key,
        'minutes of ' || appearances.appearance_id as range_of
    from {{ ref('fct_appearances') }} as appearances
    left join open_bookings
        on appearances.match_id = open_bookings.match_id and appearances.player_id = open_bookings.player_id
    where
        open_bookings.match_id is null
        and appearances.minutes is not null
        and (appearances.minutes_low != appearances.minutes or appearances.minutes_high != appearances.minutes)
    union all
    select
        totals.edition_id || '/' || totals.player_id as row_key,
        'minutes of ' || totals.player_id as range_of
    from {{ ref('rpt_player_totals') }} as totals
    left join open_bookings
        on totals.edition_id = open_bookings.edition_id and totals.player_id = open_bookings.player_id
    where
        open_bookings.match_id is null
        and totals.timed_appearances = totals.appearances
        and totals.minutes_low < totals.minutes_high

)

select
    row_key,
    range_of || ': the range is open, but nothing is unknown or contested' as message
from wide
