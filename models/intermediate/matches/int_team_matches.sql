-- One row per team in a match: each match twice, seen from each side.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

home_sides as (

    select
        match_id,
        edition_id,
        round_id,
        stage_part,
        tie_id,
        group_id,
        leg_number,
        match_type,
        played_on,
        'home' as venue_side,
        home_team_id as team_id,
        away_team_id as opponent_team_id,
        home_goals as goals_for,
        away_goals as goals_against,
        shootout_home_goals as shootout_goals_for,
        shootout_away_goals as shootout_goals_against
    from matches

),

away_sides as (

    select
        match_id,
        edition_id,
        round_id,
        stage_part,
        tie_id,
        group_id,
        leg_number,
        match_type,
        played_on,
        'away' as venue_side,
        away_team_id as team_id,
        home_team_id as opponent_team_id,
        away_goals as goals_for,
        home_goals as goals_against,
        shootout_away_goals as shootout_goals_for,
        shootout_home_goals as shootout_goals_against
    from matches

),

sides as (

    select * from home_sides
    union all
    select * from away_sides

)

select
    *,
    goals_for - goals_against as goal_difference,
    case
        when goals_for > goals_against then 'won'
        when goals_for < goals_against then 'lost'
        when goals_for = goals_against then 'drawn'
    end as result
from sides
