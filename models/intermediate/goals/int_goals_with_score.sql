-- Each goal with the score after it: of the match, and of the tie so far.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

tie_matches as (

    select * from {{ ref('int_tie_matches') }}

),

sides as (

    select
        goals.goal_id,
        goals.goal_number,
        matches.match_id,
        matches.edition_id,
        matches.round_id,
        matches.stage_part,
        matches.tie_id,
        matches.leg_number,
        tie_matches.is_team_1_home,
        case when goals.team_id = matches.home_team_id then 1 else 0 end as is_home,
        case when goals.team_id = matches.away_team_id then 1 else 0 end as is_away
    from goals
    inner join matches on goals.match_id = matches.match_id
    left join tie_matches on goals.match_id = tie_matches.match_id

)

select
    goal_id,
    match_id,
    edition_id,
    round_id,
    stage_part,
    tie_id,
    leg_number,
    goal_number,
    cast(sum(is_home) over match_so_far as integer) as home_goals_after,
    cast(sum(is_away) over match_so_far as integer) as away_goals_after,
    cast(sum(case when is_team_1_home then is_home when not is_team_1_home then is_away end) over tie_so_far as integer)
        as team_1_aggregate_after,
    cast(sum(case when is_team_1_home then is_away when not is_team_1_home then is_home end) over tie_so_far as integer)
        as team_2_aggregate_after
from sides
window
    match_so_far as (partition by match_id order by goal_number rows unbounded preceding),
    tie_so_far as (partition by tie_id order by leg_number nulls last, goal_number rows unbounded preceding)
