with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

goals_in_ties as (

    select
        goals.goal_id,
        goals.goal_number,
        matches.match_id,
        matches.edition_id,
        matches.round_id,
        matches.tie_id,
        matches.leg_number,
        case when goals.team_id = matches.home_team_id then 1 else 0 end as is_home,
        case when goals.team_id = matches.away_team_id then 1 else 0 end as is_away,
        case when goals.team_id = ties.team_1_id then 1 else 0 end as is_team_1,
        case when goals.team_id = ties.team_2_id then 1 else 0 end as is_team_2
    from goals
    inner join matches on goals.match_id = matches.match_id
    left join ties on matches.tie_id = ties.tie_id

)

select
    goal_id,
    match_id,
    edition_id,
    round_id,
    tie_id,
    leg_number,
    goal_number,
    cast(sum(is_home) over match_so_far as integer) as home_goals_after,
    cast(sum(is_away) over match_so_far as integer) as away_goals_after,
    case when tie_id is not null then cast(sum(is_team_1 - is_team_2) over match_so_far as integer) end
        as team_1_leg_lead_after,
    case when tie_id is not null then cast(sum(is_team_1) over tie_so_far as integer) end as team_1_aggregate_after,
    case when tie_id is not null then cast(sum(is_team_2) over tie_so_far as integer) end as team_2_aggregate_after
from goals_in_ties
window
    match_so_far as (partition by match_id order by goal_number rows unbounded preceding),
    tie_so_far as (partition by tie_id order by leg_number nulls last, goal_number rows unbounded preceding)
