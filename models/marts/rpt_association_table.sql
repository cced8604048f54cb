-- One row per competition and national association: the editions, titles, matches and goals of its teams, all time. A
-- match between two of its teams counts for both. Teams whose association is unknown are in no row.
with

entered as (

    select * from {{ ref('int_teams_entered') }}
    where association_code is not null

),

competitions as (

    select * from {{ ref('dim_competitions') }}

),

totals as (

    select
        competition_id,
        association_code,
        min(season) as first_season,
        max(season) as last_season,
        max(case when titles = 1 then season end) as last_title_season,
        cast(count(distinct team_id) as integer) as team_count,
        cast(count(distinct case when titles = 1 then team_id end) as integer) as champion_team_count,
        cast(count(distinct edition_id) as integer) as editions_entered,
        cast(count(distinct case when played = 1 then edition_id end) as integer) as editions_played,
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
    group by competition_id, association_code

)

select
    competitions.competition_name,
    totals.*,
    totals.match_count - totals.matches_played as matches_without_score,
    totals.goals_for - totals.goals_against as goal_difference
from totals
inner join competitions on totals.competition_id = competitions.competition_id
