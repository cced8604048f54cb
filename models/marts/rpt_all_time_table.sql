-- One row per competition and team: its editions, titles, matches and goals of all time. The matches of the qualifying
-- part stand beside those of the competition proper.
with

entered as (

    select * from {{ ref('int_teams_entered') }}

),

competitions as (

    select * from {{ ref('dim_competitions') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

totals as (

    select
        competition_id,
        team_id,
        min(season) as first_season,
        max(season) as last_season,
        max(case when titles = 1 then season end) as last_title_season,
        cast(count(*) as integer) as editions_entered,
        cast(sum(played) as integer) as editions_played,
        cast(sum(titles) as integer) as titles,
        cast(sum(titles_won_in_final) as integer) as titles_won_in_final,
        cast(sum(titles_won_in_table) as integer) as titles_won_in_table,
        cast(sum(titles_awarded) as integer) as titles_awarded,
        cast(sum(titles_shared) as integer) as titles_shared,
        cast(sum(finals) as integer) as finals,
        cast(sum(second_places) as integer) as second_places,
        cast(sum(match_count) as integer) as match_count,
        cast(sum(matches_played) as integer) as matches_played,
        cast(sum(won) as integer) as won,
        cast(sum(drawn) as integer) as drawn,
        cast(sum(lost) as integer) as lost,
        cast(sum(goals_for) as integer) as goals_for,
        cast(sum(goals_against) as integer) as goals_against,
        cast(sum(qualifying_match_count) as integer) as qualifying_match_count,
        cast(sum(qualifying_matches_played) as integer) as qualifying_matches_played,
        cast(sum(qualifying_won) as integer) as qualifying_won,
        cast(sum(qualifying_drawn) as integer) as qualifying_drawn,
        cast(sum(qualifying_lost) as integer) as qualifying_lost,
        cast(sum(qualifying_goals_for) as integer) as qualifying_goals_for,
        cast(sum(qualifying_goals_against) as integer) as qualifying_goals_against
    from entered
    group by competition_id, team_id

)

select
    competitions.competition_name,
    teams.team_name,
    teams.association_code,
    totals.*,
    totals.match_count - totals.matches_played as matches_without_score,
    totals.goals_for - totals.goals_against as goal_difference
from totals
inner join competitions on totals.competition_id = competitions.competition_id
inner join teams on totals.team_id = teams.team_id
