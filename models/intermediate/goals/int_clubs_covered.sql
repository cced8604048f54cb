-- One row per team in a part of an edition, qualifying or proper: in how many of its matches that count its line-up is
-- complete, and of how many of its goals the scorer is known. Of goals scored on the pitch, whatever was awarded.
with

matches as (

    select matches.*
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id

),

lineups as (

    select * from {{ ref('int_lineups_totalled') }}

),

goals_by_side as (

    select
        match_id,
        team_id,
        count(*) as goals_on_record,
        count(scorer_player_id) as goals_with_scorer
    from {{ ref('int_goals_with_rulings') }}
    group by match_id, team_id

),

sides as (

    select
        match_id,
        edition_id,
        stage_part,
        home_team_id as team_id,
        played_home_goals as goals
    from matches
    union all
    select
        match_id,
        edition_id,
        stage_part,
        away_team_id as team_id,
        played_away_goals as goals
    from matches

)

select
    sides.edition_id,
    sides.stage_part,
    sides.team_id,
    cast(count(*) as integer) as match_count,
    cast(count(*) filter (where lineups.completeness = 'complete') as integer) as complete_lineups,
    -- by the score, or by the goals on record where there are more of them
    cast(sum(greatest(coalesce(sides.goals, 0), coalesce(goals_by_side.goals_on_record, 0))) as integer) as goals,
    cast(sum(coalesce(goals_by_side.goals_with_scorer, 0)) as integer) as goals_with_scorer
from sides
left join lineups on sides.match_id = lineups.match_id and sides.team_id = lineups.team_id
left join goals_by_side on sides.match_id = goals_by_side.match_id and sides.team_id = goals_by_side.team_id
group by sides.edition_id, sides.stage_part, sides.team_id
