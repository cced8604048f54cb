-- One row per team in a match, with its goals, its opponent's and the result.
with

team_matches as (

    select * from {{ ref('int_team_matches') }}

),

ranges as (

    select * from {{ ref('int_matches_ranged') }}

)

select
    team_matches.match_id,
    team_matches.team_id,
    team_matches.opponent_team_id,
    team_matches.edition_id,
    team_matches.round_id,
    team_matches.stage_part,
    team_matches.tie_id,
    team_matches.group_id,
    team_matches.leg_number,
    team_matches.match_type,
    team_matches.played_on,
    team_matches.venue_side,

    team_matches.goals_for,
    case team_matches.venue_side when 'home' then ranges.home_goals_low else ranges.away_goals_low end
        as goals_for_low,
    case team_matches.venue_side when 'home' then ranges.home_goals_high else ranges.away_goals_high end
        as goals_for_high,
    team_matches.goals_against,
    team_matches.goal_difference,
    team_matches.result,
    team_matches.shootout_goals_for,
    team_matches.shootout_goals_against
from team_matches
inner join ranges on team_matches.match_id = ranges.match_id
