-- depends_on: {{ ref('exceptions') }}
-- If a ruling is on a cell of the record, the cell has a value that the ruling weighed: the one adopted or one of
-- the others. Otherwise the record has changed since, and the ruling hides the change.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}

),

goals as (

    select * from {{ ref('stg_goals') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

bookings as (

    select * from {{ ref('stg_bookings') }}

),

cells as (

    select
        goal_id as subject_id,
        'scorer_player_id' as attribute,
        scorer_player_id as cell
    from goals
    union all
    select
        goal_id as subject_id,
        'assist_player_id' as attribute,
        assist_player_id as cell
    from goals
    union all
    select
        goal_id as subject_id,
        'minute' as attribute,
        {{ printed_minute('goals') }} as cell
    from goals
    union all
    select
        goal_id as subject_id,
        'goal_number' as attribute,
        cast(goal_number as {{ dbt.type_string() }}) as cell
    from goals
    union all
    select
        match_id as subject_id,
        'played_on' as attribute,
        cast(played_on as {{ dbt.type_string() }}) as cell
    from legs
    union all
    select
        match_id as subject_id,
        'kick_off' as attribute,
        kick_off as cell
    from legs
    union all
    select
        match_id as subject_id,
        'attendance' as attribute,
        cast(attendance as {{ dbt.type_string() }}) as cell
    from legs
    union all
    select
        match_id as subject_id,
        'referee' as attribute,
        referee as cell
    from legs
    union all
    select
        match_id as subject_id,
        'score' as attribute,
        home_goals || '-' || away_goals as cell
    from legs
    union all
    select
        booking_id as subject_id,
        'player_id' as attribute,
        player_id as cell
    from bookings

)

select
    rulings.ruling_id as row_key,
    'ruling ' || rulings.ruling_id || ' weighs ' || rulings.attribute || ' of ' || rulings.subject_id
    || ', but the record now says ' || coalesce(cells.cell, 'nothing')
    || ', which the ruling does not mention; correct the record or the ruling' as message
from rulings
inner join cells on rulings.subject_id = cells.subject_id and rulings.attribute = cells.attribute
left join alternatives on rulings.ruling_id = alternatives.ruling_id and cells.cell = alternatives.other_value
where coalesce(cells.cell, '') != coalesce(rulings.adopted_value, '') and alternatives.ruling_id is null
