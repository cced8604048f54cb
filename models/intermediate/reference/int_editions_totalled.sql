-- One row per edition: its teams, and the matches, goals and spectators of the matches that count, of the competition
-- proper; beside them the matches and goals of its qualifying part.
with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

entries as (

    select * from {{ ref('int_entries_totalled') }}

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

match_totals as (

    select * from {{ ref('int_matches_totalled') }}

),

matches_by_edition as (

    select
        matches.edition_id,
        min(matches.played_on) as first_played_on,
        max(matches.played_on) as last_played_on,
        cast(count(*) as integer) as match_count,
        cast(count(matches.home_goals + matches.away_goals) as integer) as scored_match_count,
        cast(sum(matches.home_goals + matches.away_goals) as integer) as goal_count,
        cast(sum(matches.goal_count_low) as integer) as goal_count_low,
        cast(sum(matches.goal_count_high) as integer) as goal_count_high,
        -- by the score, or by the goals on record where there are more of them
        cast(sum(greatest(coalesce(match_totals.goal_count, 0), match_totals.goals_on_record)) as integer)
            as edition_goals,
        cast(sum(match_totals.goals_with_scorer) as integer) as edition_goals_with_scorer,
        cast(count(matches.attendance) as integer) as attended_match_count,
        cast(sum(matches.attendance) as integer) as attendance,
        cast(sum(matches.attendance_low) as integer) as attendance_low,
        cast(sum(matches.attendance_high) as integer) as attendance_high
    from matches
    inner join match_totals on matches.match_id = match_totals.match_id
    where matches.stage_part = 'proper'
    group by matches.edition_id

),

qualifying_by_edition as (

    select
        edition_id,
        cast(count(*) as integer) as match_count,
        cast(sum(home_goals + away_goals) as integer) as goal_count
    from matches
    where stage_part = 'qualifying'
    group by edition_id

)

select
    editions.edition_id,

    entries.team_count,
    entries.association_count,
    matches_by_edition.first_played_on,
    matches_by_edition.last_played_on,

    coalesce(matches_by_edition.match_count, 0) as match_count,
    coalesce(matches_by_edition.scored_match_count, 0) as scored_match_count,
    matches_by_edition.goal_count,
    matches_by_edition.goal_count_low,
    matches_by_edition.goal_count_high,
    matches_by_edition.edition_goals,
    matches_by_edition.edition_goals_with_scorer,

    coalesce(qualifying_by_edition.match_count, 0) as qualifying_match_count,
    qualifying_by_edition.goal_count as qualifying_goal_count,

    coalesce(matches_by_edition.attended_match_count, 0) as attended_match_count,
    matches_by_edition.attendance,
    matches_by_edition.attendance_low,
    matches_by_edition.attendance_high
from editions
left join entries on editions.edition_id = entries.edition_id
left join matches_by_edition on editions.edition_id = matches_by_edition.edition_id
left join qualifying_by_edition on editions.edition_id = qualifying_by_edition.edition_id
