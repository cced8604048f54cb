-- One row per fact about a goal or a card: the warehouse's value, the value on record, and its sources.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

recorded_goals as (

    select * from {{ ref('stg_goals') }}

),

bookings as (

    select * from {{ ref('int_bookings_with_rulings') }}

),

recorded_bookings as (

    select * from {{ ref('stg_bookings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

goals_by_edition as (

    select
        goals.*,
        matches.edition_id
    from goals
    inner join matches on goals.match_id = matches.match_id

),

facts as (

    {{ fact_rows('goal', 'goal_id', 'goals_by_edition', record='recorded_goals', facts=[
        ('scorer_player_id', 'scorer_player_id', 'source_ids'),
        ('assist_player_id', 'assist_player_id', 'assist_source_ids'),
        ('minute', printed_minute(), 'minute_source_ids'),
        ('goal_number', 'goal_number', 'null'),
        ('is_penalty', 'is_penalty', 'null'),
    ]) }}
    union all
    {{ fact_rows('booking', 'booking_id', 'bookings', record='recorded_bookings', facts=[
        ('team_id', 'team_id', 'source_ids'),
        ('player_id', 'player_id', 'source_ids'),
        ('card', 'card', 'source_ids'),
        ('minute', printed_minute(), 'source_ids'),
    ]) }}

)

select * from facts
