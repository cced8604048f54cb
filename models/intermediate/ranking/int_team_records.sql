-- One row per team in a part of an edition, qualifying or proper: its matches that count, and its results and goals in
-- those that have a score.
with

team_matches as (

    select * from {{ ref('int_team_matches') }}

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

)

select
    team_matches.edition_id,
    matches.stage_part,
    team_matches.team_id,
    cast(count(*) as integer) as match_count,
    cast(count(team_matches.result) as integer) as matches_played,
    cast(count(*) filter (where team_matches.result = 'won') as integer) as won,
    cast(count(*) filter (where team_matches.result = 'drawn') as integer) as drawn,
    cast(count(*) filter (where team_matches.result = 'lost') as integer) as lost,
    cast(sum(team_matches.goals_for) as integer) as goals_for,
    cast(sum(team_matches.goals_against) as integer) as goals_against,
    cast(sum(team_matches.goal_difference) as integer) as goal_difference
from team_matches
inner join matches on team_matches.match_id = matches.match_id
group by team_matches.edition_id, matches.stage_part, team_matches.team_id
