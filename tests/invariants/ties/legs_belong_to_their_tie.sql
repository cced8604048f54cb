-- A leg is played by the two teams of its tie.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

faults as (

    select
        matches.match_id as row_key,
        'match ' || matches.match_id || ' was played by ' || matches.home_team_id || ' and ' || matches.away_team_id
        || ', but its tie is between ' || ties.team_1_id || ' and ' || coalesce(ties.team_2_id, 'nobody') as message
    from matches
    inner join ties on matches.tie_id = ties.tie_id
    where
        matches.home_team_id not in (ties.team_1_id, coalesce(ties.team_2_id, ''))
        or matches.away_team_id not in (ties.team_1_id, coalesce(ties.team_2_id, ''))

)

select * from faults
where not {{ is_waived() }}
