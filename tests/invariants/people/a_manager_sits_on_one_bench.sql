-- Nobody manages both teams of a match.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

faults as (

    select
        match_id as row_key,
        home_manager_id || ' is the manager of both ' || home_team_id || ' and ' || away_team_id || ' in match '
        || match_id as message
    from matches
    where home_manager_id = away_manager_id

)

select * from faults
where not {{ is_waived() }}
