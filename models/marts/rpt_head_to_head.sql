-- One row per competition, team and opponent that it has met, so each pair has two: the matches, goals and ties between
-- the two, all time. The meetings of the qualifying part stand beside those of the competition proper.

with

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

-- a tie counts once one of its matches does
meetings as (

    select
        editions.competition_id,
        editions.season,
        team_matches.*,
        ties.winner_team_id
    from {{ ref('int_team_matches') }} as team_matches
    inner join matches on team_matches.match_id = matches.match_id
    inner join editions on team_matches.edition_id = editions.edition_id
    left join ties on team_matches.tie_id = ties.tie_id

),

totals as (

    select
        competition_id,
        team_id,
        opponent_team_id,
        min(season) as first_season,
        max(season) as last_season,
        min(played_on) as first_met_on,
        max(played_on) as last_met_on,
        count(*) filter (where stage_part = 'proper') as match_count,
        count(result) filter (where stage_part = 'proper') as matches_played,
        count(*) filter (where stage_part = 'proper' and result = 'won') as won,
        count(*) filter (where stage_part = 'proper' and result = 'drawn') as drawn,
        count(*) filter (where stage_part = 'proper' and result = 'lost') as lost,
        count(distinct tie_id) filter (where stage_part = 'proper') as ties_played,
        count(distinct tie_id) filter (where stage_part = 'proper' and winner_team_id = team_id) as ties_won,
        count(distinct tie_id) filter (where stage_part = 'proper' and winner_team_id = opponent_team_id) as ties_lost,
        sum(goals_for) filter (where stage_part = 'proper') as goals_for,
        sum(goals_against) filter (where stage_part = 'proper') as goals_against,
        count(*) filter (where stage_part = 'qualifying') as qualifying_match_count,
        count(result) filter (where stage_part = 'qualifying') as qualifying_matches_played,
        count(*) filter (where stage_part = 'qualifying' and result = 'won') as qualifying_won,
        count(*) filter (where stage_part = 'qualifying' and result = 'drawn') as qualifying_drawn,
        count(*) filter (where stage_part = 'qualifying' and result = 'lost') as qualifying_lost,
        count(distinct tie_id) filter (where stage_part = 'qualifying') as qualifying_ties_played,
        count(distinct tie_id) filter (where stage_part = 'qualifying' and winner_team_id = team_id)
            as qualifying_ties_won,
        count(distinct tie_id) filter (where stage_part = 'qualifying' and winner_team_id = opponent_team_id)
            as qualifying_ties_lost,
        sum(goals_for) filter (where stage_part = 'qualifying') as qualifying_goals_for,
        sum(goals_against) filter (where stage_part = 'qualifying') as qualifying_goals_against
    from meetings
    group by competition_id, team_id, opponent_team_id

)

select
    totals.competition_id,
    totals.team_id,
    teams.team_name,
    totals.opponent_team_id,
    opponents.team_name as opponent_team_name,
    totals.first_season,
    totals.last_season,
    totals.first_met_on,
    totals.last_met_on,

    cast(totals.match_count as integer) as match_count,
    cast(totals.matches_played as integer) as matches_played,
    cast(totals.won as integer) as won,
    cast(totals.drawn as integer) as drawn,
    cast(totals.lost as integer) as lost,
    cast(totals.goals_for as integer) as goals_for,
    cast(totals.goals_against as integer) as goals_against,
    cast(totals.ties_played as integer) as ties_played,
    cast(totals.ties_won as integer) as ties_won,
    cast(totals.ties_lost as integer) as ties_lost,
    cast(totals.qualifying_match_count as integer) as qualifying_match_count,
    cast(totals.qualifying_matches_played as integer) as qualifying_matches_played,
    cast(totals.qualifying_won as integer) as qualifying_won,
    cast(totals.qualifying_drawn as integer) as qualifying_drawn,
    cast(totals.qualifying_lost as integer) as qualifying_lost,
    cast(totals.qualifying_goals_for as integer) as qualifying_goals_for,
    cast(totals.qualifying_goals_against as integer) as qualifying_goals_against,
    cast(totals.qualifying_ties_played as integer) as qualifying_ties_played,
    cast(totals.qualifying_ties_won as integer) as qualifying_ties_won,
    cast(totals.qualifying_ties_lost as integer) as qualifying_ties_lost,
    cast(totals.match_count - totals.matches_played as integer) as matches_without_score
from totals
inner join teams on totals.team_id = teams.team_id
inner join teams as opponents on totals.opponent_team_id = opponents.team_id
