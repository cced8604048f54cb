-- Every match of a tie once, from the side of team 1. Of a match against another opponent than team 2, nothing is
-- counted for team 2.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

-- goals in ninety minutes: as recorded, or the final score where no extra time was played; where it was, and nobody
-- kept the score before it, they stay unknown
scores as (

    select
        *,
        case
            when is_awarded then home_goals
            when went_to_extra_time then normal_time_home_goals
            else coalesce(normal_time_home_goals, home_goals)
        end as home_goals_in_normal_time,
        case
            when is_awarded then away_goals
            when went_to_extra_time then normal_time_away_goals
            else coalesce(normal_time_away_goals, away_goals)
        end as away_goals_in_normal_time,
        case when not is_shootout_annulled then shootout_home_goals end as home_kicks,
        case when not is_shootout_annulled then shootout_away_goals end as away_kicks
    from matches

),

-- who is at home, and whether the match is between the two
sides as (

    select
        scores.*,
        ties.team_1_id = scores.home_team_id as is_team_1_home,
        coalesce(ties.team_2_id in (scores.home_team_id, scores.away_team_id), false) as has_team_2
    from ties
    inner join scores
        on ties.tie_id = scores.tie_id and ties.team_1_id in (scores.home_team_id, scores.away_team_id)

),

seen_by_team_1 as (

    select
        *,
        case when is_team_1_home then home_goals else away_goals end as team_1_goals,
        case when has_team_2 and is_team_1_home then away_goals when has_team_2 then home_goals end as team_2_goals,
        case when is_team_1_home then home_goals_in_normal_time else away_goals_in_normal_time end
            as team_1_normal_time_goals,
        case
            when has_team_2 and is_team_1_home then away_goals_in_normal_time
            when has_team_2 then home_goals_in_normal_time
        end as team_2_normal_time_goals,
        case when is_team_1_home then home_kicks else away_kicks end as team_1_shootout_goals,
        case when has_team_2 and is_team_1_home then away_kicks when has_team_2 then home_kicks end
            as team_2_shootout_goals
    from sides

)

select
    match_id,
    tie_id,
    match_type,
    leg_number,
    played_from,
    is_team_1_home,
    has_home_side,
    is_awarded,
    went_to_extra_time,

    team_1_goals,
    team_2_goals,
    team_1_normal_time_goals,
    team_2_normal_time_goals,
    team_1_shootout_goals,
    team_2_shootout_goals,
    -- a match that its goals leave level is won on its kicks
    case
        when team_1_goals > team_2_goals then 'team_1'
        when team_2_goals > team_1_goals then 'team_2'
        when team_1_shootout_goals > team_2_shootout_goals then 'team_1'
        when team_2_shootout_goals > team_1_shootout_goals then 'team_2'
        when team_1_goals = team_2_goals then 'level'
    end as match_won_by
from seen_by_team_1
