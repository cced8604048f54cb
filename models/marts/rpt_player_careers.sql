-- One row per competition and player: his editions, clubs, matches and goals on record, all time, and how much of what
-- his clubs did in these editions is on record by name. The qualifying part stands beside the competition proper.

with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

coverage as (

    select * from {{ ref('int_careers_covered') }}

),

players as (

    select * from {{ ref('dim_players') }}

),

stays as (

    select
        editions.competition_id,
        editions.season,
        totals.*
    from {{ ref('int_players_totalled') }} as totals
    inner join editions on totals.edition_id = editions.edition_id

),

careers as (

    select
        competition_id,
        player_id,
        min(season) as first_season,
        max(season) as last_season,
        sum(appearances) filter (where stage_part = 'proper') as appearances,
        sum(goals) filter (where stage_part = 'proper') as goals,
        sum(goals_low) filter (where stage_part = 'proper') as goals_low,
        sum(goals_high) filter (where stage_part = 'proper') as goals_high,
        sum(penalties) filter (where stage_part = 'proper') as penalties,
        sum(appearances) filter (where stage_part = 'qualifying') as qualifying_appearances,
        sum(goals) filter (where stage_part = 'qualifying') as qualifying_goals,
        sum(goals_low) filter (where stage_part = 'qualifying') as qualifying_goals_low,
        sum(goals_high) filter (where stage_part = 'qualifying') as qualifying_goals_high,
        sum(penalties) filter (where stage_part = 'qualifying') as qualifying_penalties,
        count(distinct edition_id) as edition_count
    from stays
    group by competition_id, player_id

)

select
    careers.competition_id,
    careers.player_id,
    players.player_name,
    players.nationality,
    cast(careers.edition_count as integer) as edition_count,
    careers.first_season,
    careers.last_season,
    coalesce(coverage.club_count, 0) as club_count,
    coverage.club_team_ids,
    coverage.club_team_names,

    cast(coalesce(careers.appearances, 0) as integer) as appearances,
    cast(coalesce(careers.goals, 0) as integer) as goals,
    cast(coalesce(careers.goals_low, 0) as integer) as goals_low,
    cast(coalesce(careers.goals_high, 0) as integer) as goals_high,
    cast(coalesce(careers.penalties, 0) as integer) as penalties,
    coalesce(coverage.club_match_count, 0) as club_match_count,
    coalesce(coverage.club_complete_lineups, 0) as club_complete_lineups,
    coalesce(coverage.club_goals, 0) as club_goals,
    coalesce(coverage.club_goals_with_scorer, 0) as club_goals_with_scorer,

    cast(coalesce(careers.qualifying_appearances, 0) as integer) as qualifying_appearances,
    cast(coalesce(careers.qualifying_goals, 0) as integer) as qualifying_goals,
    cast(coalesce(careers.qualifying_goals_low, 0) as integer) as qualifying_goals_low,
    cast(coalesce(careers.qualifying_goals_high, 0) as integer) as qualifying_goals_high,
    cast(coalesce(careers.qualifying_penalties, 0) as integer) as qualifying_penalties,
    coalesce(coverage.qualifying_club_match_count, 0) as qualifying_club_match_count,
    coalesce(coverage.qualifying_club_complete_lineups, 0) as qualifying_club_complete_lineups,
    coalesce(coverage.qualifying_club_goals, 0) as qualifying_club_goals,
    coalesce(coverage.qualifying_club_goals_with_scorer, 0) as qualifying_club_goals_with_scorer
from careers
inner join players on careers.player_id = players.player_id
left join coverage on careers.competition_id = coverage.competition_id and careers.player_id = coverage.player_id
