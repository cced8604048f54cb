-- depends_on: {{ ref('exceptions') }}
-- A ruling that is to change the record finds the row that it speaks of.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

subjects as (

    select
        'edition' as subject_type,
        edition_id as subject_id
    from {{ ref('int_editions_known') }}
    union
    select
        'round' as subject_type,
        round_id as subject_id
    from {{ ref('int_rounds_known') }}
    union
    select
        'tie' as subject_type,
        tie_id as subject_id
    from {{ ref('int_ties_known') }}
    union
    select
        'match' as subject_type,
        match_id as subject_id
    from {{ ref('int_legs_placed') }}
    union
    select
        'goal' as subject_type,
        goal_id as subject_id
    from {{ ref('stg_goals') }}
    union
    select
        'booking' as subject_type,
        booking_id as subject_id
    from {{ ref('stg_bookings') }}
    union
    select
        'team' as subject_type,
        team_id as subject_id
    from {{ ref('int_teams_known') }}
    union
    select
        'player' as subject_type,
        player_id as subject_id
    from {{ ref('int_players_known') }}

)

select
    rulings.ruling_id as row_key,
    'ruling ' || rulings.ruling_id || ' speaks of the ' || rulings.subject_type || ' ' || rulings.subject_id
    || ', which is not in the record' as message
from rulings
left join subjects on rulings.subject_type = subjects.subject_type and rulings.subject_id = subjects.subject_id
where subjects.subject_id is null
