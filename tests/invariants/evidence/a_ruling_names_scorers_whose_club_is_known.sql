-- Whoever a ruling names as a scorer plays for one of the two clubs, and the record says for which. Otherwise nobody
-- could tell whether it was an own goal.
with

candidates as (

    select * from {{ ref('int_goal_candidates') }}
    where not is_club_on_record

),

faults as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id || ' names ' || player_id || ', whose club in ' || match_id || ' is not on record; add '
        || 'a row to lineups that says for whom he played in it, so that ' || goal_id || ' is known to be an own goal '
        || 'or not. If it is waived in exceptions, the goal stays with the club that the record gives it to' as message
    from candidates

)

select * from faults
where not {{ is_waived() }}
