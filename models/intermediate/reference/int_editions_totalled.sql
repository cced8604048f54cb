-- Who entered an edition, and what was played and scored in it, over the matches that count.
with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

entries as (

    select * from {{ ref('stg_entries') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

match_totals as (

    select * from {{ ref('int_matches_totalled') }}

),

entries_by_edition as (

    select
        entries.edition_id,
        count(*) as team_count,
        case when count(teams.association_code) = count(*) then count(distinct teams.association_code) end
            as association_count
    from entries
    inner join teams on entries.team_id = teams.team_id
    group by entries.edition_id

),

matches_by_edition as (

    select
        matches.edition_id,
        min(matches.played_on) as first_played_on,
        max(matches.played_on) as last_played_on,
        count(*) as match_count,
        count(matches.home_goals + matches.away_goals) as scored_match_count,
        sum(matches.home_goals + matches.away_goals) as goal_count,
        sum(matches.goal_count_low) as goal_count_low,
        sum(matches.goal_count_high) as goal_count_high,
        -- by the score, or by the goals on record where there are more of them
        sum(greatest(coalesce(match_totals.goal_count, 0), match_totals.goals_on_record)) as edition_goals,
        sum(match_totals.goals_with_scorer) as edition_goals_with_scorer,
        count(matches.attendance) as attended_match_count,
        sum(matches.attendance) as attendance,
        sum(matches.attendance_low) as attendance_low,
        sum(matches.attendance_high) as attendance_high
    from matches
    inner join match_totals on matches.match_id = match_totals.match_id
    group by matches.edition_id

)

select
    editions.edition_id,

    cast(entries_by_edition.team_count as integer) as team_count,
    cast(entries_by_edition.association_count as integer) as association_count,
    matches_by_edition.first_played_on,
    matches_by_edition.last_played_on,

    cast(coalesce(matches_by_edition.match_count, 0) as integer) as match_count,
    cast(coalesce(matches_by_edition.scored_match_count, 0) as integer) as scored_match_count,
    cast(matches_by_edition.goal_count as integer) as goal_count,
    cast(matches_by_edition.goal_count_low as integer) as goal_count_low,
    cast(matches_by_edition.goal_count_high as integer) as goal_count_high,
    cast(matches_by_edition.edition_goals as integer) as edition_goals,
    cast(matches_by_edition.edition_goals_with_scorer as integer) as edition_goals_with_scorer,

    cast(coalesce(matches_by_edition.attended_match_count, 0) as integer) as attended_match_count,
    cast(matches_by_edition.attendance as integer) as attendance,
    cast(matches_by_edition.attendance_low as integer) as attendance_low,
    cast(matches_by_edition.attendance_high as integer) as attendance_high
from editions
left join entries_by_edition on editions.edition_id = entries_by_edition.edition_id
left join matches_by_edition on editions.edition_id = matches_by_edition.edition_id
