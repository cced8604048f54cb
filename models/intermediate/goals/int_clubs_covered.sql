-- One row per team in a part of an edition, qualifying or proper: in how many of its matches that count its line-up is
-- complete, and of how many of its goals the scorer is known.
with

matches as (

    select matches.*
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id

),

lineups as (

    select * from {{ ref('int_lineups_totalled') }}

),

goals as (

    select * from {{ ref('int_team_goals_covered') }}

),

sides as (

    select
        match_id,
        edition_id,
        stage_part,
        home_team_id as team_id
    from matches
    union all
    select
        match_id,
        edition_id,
        stage_part,
        away_team_id as team_id
    from matches

),

matches_by_team as (

    select
        sides.edition_id,
        sides.stage_part,
        sides.team_id,
        cast(count(*) as integer) as match_count,
        cast(count(*) filter (where lineups.completeness = 'complete') as integer) as complete_lineups
    from sides
    left join lineups on sides.match_id = lineups.match_id and sides.team_id = lineups.team_id
    group by sides.edition_id, sides.stage_part, sides.team_id

)

select
    matches_by_team.*,
    goals.goals,
    goals.goals_with_scorer
from matches_by_team
inner join goals
    on
        matches_by_team.edition_id = goals.edition_id
        and matches_by_team.stage_part = goals.stage_part
        and matches_by_team.team_id = goals.team_id
