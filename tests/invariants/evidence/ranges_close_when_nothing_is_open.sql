-- A range is open only where something is unknown or contested. Otherwise its least and its greatest value
-- are equal.
with

rulings as (

    select * from {{ ref('int_ruling_alternatives') }}
    where status = 'contested'

),

open_editions as (

    select edition_id
    from rulings
    where attribute = 'scorer_player_id'
    union
    -- goals of which nobody knows the scorer, or any number of them
    select edition_id
    from {{ ref('int_team_goals_covered') }}
    where stage_part = 'proper' and coalesce(goals_without_scorer, 1) > 0

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
    from {{ ref('int_bookings_with_rulings') }}
    where is_contested

),

-- a player of whom the record says what cannot be true, which another test tells
contradicted as (

    select distinct
        matches.edition_id,
        stays.player_id
    from {{ ref('int_stays_bounded') }} as stays
    inner join {{ ref('int_matches_with_rulings') }} as matches on stays.match_id = matches.match_id
    where stays.is_contradicted

),

wide as (

    select
        scorers.edition_id || '/' || scorers.player_id as row_key,
        'goals or rank of ' || scorers.player_id as range_of
    from {{ ref('int_scorers_ranked') }} as scorers
    left join open_editions on scorers.edition_id = open_editions.edition_id
    where
        open_editions.edition_id is null
        and (
            scorers.goals_low < scorers.goals_high
            or scorers.rank_best < scorers.rank_worst
            or scorers.rank_worst is null
        )
    union all
    select
        matches.match_id as row_key,
        'score or attendance of ' || matches.match_id as range_of
    from {{ ref('int_matches_ranged') }} as matches
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
        editions.edition_id as row_key,
        'goals or attendance of ' || editions.edition_id as range_of
    from {{ ref('int_editions_totalled') }} as editions
    left join open_matches on editions.edition_id = open_matches.edition_id
    where
        open_matches.edition_id is null
        and (
            editions.goal_count_low < editions.goal_count_high
            or editions.attendance_low < editions.attendance_high
        )
    union all
    select
        goals.goal_id as row_key,
        'minute of ' || goals.goal_id as range_of
    from {{ ref('int_goals_with_rulings') }} as goals
    left join rulings on goals.goal_id = rulings.subject_id and rulings.attribute = 'minute'
    where rulings.ruling_id is null and goals.minute_low < goals.minute_high
    union all
    select
        appearances.appearance_id as row_key,
        'minutes of ' || appearances.appearance_id as range_of
    from {{ ref('int_appearances_timed') }} as appearances
    left join open_bookings
        on appearances.match_id = open_bookings.match_id and appearances.player_id = open_bookings.player_id
    where
        open_bookings.match_id is null
        and appearances.minutes is not null
        and (appearances.minutes_low != appearances.minutes or appearances.minutes_high != appearances.minutes)
    union all
    select
        players.edition_id || '/' || players.player_id as row_key,
        'minutes of ' || players.player_id as range_of
    from {{ ref('int_players_totalled') }} as players
    left join open_bookings
        on players.edition_id = open_bookings.edition_id and players.player_id = open_bookings.player_id
    left join contradicted
        on players.edition_id = contradicted.edition_id and players.player_id = contradicted.player_id
    where
        open_bookings.match_id is null
        and contradicted.player_id is null
        and players.timed_appearances = players.appearances
        and players.minutes_low < players.minutes_high

),

faults as (

    select
        row_key,
        range_of || ': the range is open, but nothing that it depends on is unknown or contested' as message
    from wide

)

select * from faults
where not {{ is_waived() }}
