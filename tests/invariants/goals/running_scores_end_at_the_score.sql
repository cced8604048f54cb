-- The score after the last goal is the score of the match, and the aggregate after the last goal is the aggregate
-- of the tie, if every goal is on record and no score was awarded.
with

goals as (

    select * from {{ ref('int_goals_with_score') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

ends_of_matches as (

    select
        *,
        row_number() over (partition by match_id order by goal_number desc) as place_from_the_end
    from goals

),

ends_of_ties as (

    select
        goals.*,
        row_number() over (partition by goals.tie_id order by goals.leg_number desc, goals.goal_number desc)
            as place_from_the_end
    from goals
    inner join matches on goals.match_id = matches.match_id
    where matches.match_type in ('leg', 'single')

),

incomplete_ties as (

    select distinct tie_id
    from matches
    where not coalesce(has_all_goals, false) or is_awarded or match_type not in ('leg', 'single')

),

faults as (

    select
        matches.match_id as row_key,
        'match ' || matches.match_id || ' ended ' || matches.home_goals || '-' || matches.away_goals
        || ', but its last goal made it ' || ends_of_matches.home_goals_after || '-' || ends_of_matches.away_goals_after
            as message
    from ends_of_matches
    inner join matches on ends_of_matches.match_id = matches.match_id
    where
        ends_of_matches.place_from_the_end = 1
        and matches.has_all_goals
        and not matches.is_awarded
        and (
            ends_of_matches.home_goals_after != matches.home_goals
            or ends_of_matches.away_goals_after != matches.away_goals
        )
    union all
    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' ended ' || ties.team_1_aggregate || '-' || ties.team_2_aggregate
        || ', but its last goal made it ' || ends_of_ties.team_1_aggregate_after || '-'
        || ends_of_ties.team_2_aggregate_after as message
    from ends_of_ties
    inner join ties on ends_of_ties.tie_id = ties.tie_id
    left join incomplete_ties on ends_of_ties.tie_id = incomplete_ties.tie_id
    where
        ends_of_ties.place_from_the_end = 1
        and incomplete_ties.tie_id is null
        and (
            ends_of_ties.team_1_aggregate_after != ties.team_1_aggregate
            or ends_of_ties.team_2_aggregate_after != ties.team_2_aggregate
        )

)

select * from faults
where not {{ is_waived() }}
