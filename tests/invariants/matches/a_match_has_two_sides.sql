-- Each match has two rows in fct_team_matches, and each side concedes what the other scores.
with

sides as (

    select * from {{ ref('int_team_matches') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

sides_by_match as (

    select
        match_id,
        count(*) as side_count,
        sum(goal_difference) as balance
    from sides
    group by match_id

),

faults as (

    select
        matches.match_id as row_key,
        'match ' || matches.match_id || ' has ' || coalesce(sides_by_match.side_count, 0)
        || ' rows in fct_team_matches, whose goal differences add to ' || coalesce(sides_by_match.balance, 0) as message
    from matches
    left join sides_by_match on matches.match_id = sides_by_match.match_id
    where coalesce(sides_by_match.side_count, 0) != 2 or coalesce(sides_by_match.balance, 0) != 0

)

select * from faults
where not {{ is_waived() }}
