-- The aggregate of a tie is the sum of its legs, whoever was at home.
with

matches as (

    select * from {{ ref('fct_matches') }}

),

ties as (

    select * from {{ ref('fct_ties') }}

),

legs_by_tie as (

    select
        ties.tie_id,
        sum(case when matches.home_team_id = ties.team_1_id then matches.home_goals else matches.away_goals end)
            as team_1_sum,
        sum(case when matches.home_team_id = ties.team_1_id then matches.away_goals else matches.home_goals end)
            as team_2_sum
    from ties
    inner join matches on ties.tie_id = matches.tie_id
    group by ties.tie_id

)

select
    ties.tie_id,
    'tie ' || ties.tie_id || ' stands ' || ties.team_1_aggregate || '-' || ties.team_2_aggregate
    || ' on aggregate, but its legs add to ' || legs_by_tie.team_1_sum || '-' || legs_by_tie.team_2_sum as message
from ties
inner join legs_by_tie on ties.tie_id = legs_by_tie.tie_id
where ties.team_1_aggregate != legs_by_tie.team_1_sum or ties.team_2_aggregate != legs_by_tie.team_2_sum
