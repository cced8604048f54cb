-- The aggregate of a tie is the sum of its legs, whoever was at home.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}
    where match_type in ('leg', 'single')

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

legs as (

    select
        ties.tie_id,
        case when matches.home_team_id = ties.team_1_id then matches.home_goals else matches.away_goals end
            as team_1_goals,
        case when matches.home_team_id = ties.team_1_id then matches.away_goals else matches.home_goals end
            as team_2_goals
    from ties
    inner join matches on ties.tie_id = matches.tie_id

),

legs_by_tie as (

    select
        tie_id,
        case when count(team_1_goals) = count(*) then sum(team_1_goals) end as team_1_sum,
        case when count(team_2_goals) = count(*) then sum(team_2_goals) end as team_2_sum
    from legs
    group by tie_id

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' is '
        || coalesce(ties.team_1_aggregate || '-' || ties.team_2_aggregate, 'unknown')
        || ' on aggregate, but its legs add up to '
        || coalesce(legs_by_tie.team_1_sum || '-' || legs_by_tie.team_2_sum, 'an unknown score') as message
    from ties
    inner join legs_by_tie on ties.tie_id = legs_by_tie.tie_id
    where
        coalesce(ties.team_1_aggregate, -1) != coalesce(legs_by_tie.team_1_sum, -1)
        or coalesce(ties.team_2_aggregate, -1) != coalesce(legs_by_tie.team_2_sum, -1)

)

select * from faults
where not {{ is_waived() }}
