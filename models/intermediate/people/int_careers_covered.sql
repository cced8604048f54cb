-- One row per competition and player: his clubs; and of each part of the editions in which he is on record, how much
-- of what these clubs did is on record by name.

with

covered as (

    select * from {{ ref('int_clubs_covered') }}

),

-- both parts of an edition count, also if he is on record in one of them only, and so does each club of one who moved
clubs_by_edition as (

    select distinct
        editions.competition_id,
        players.edition_id,
        players.player_id,
        teams.team_id,
        teams.team_name
    from {{ ref('int_players_totalled') }} as players
    left join {{ ref('int_player_sightings') }} as sightings
        on players.edition_id = sightings.edition_id and players.player_id = sightings.player_id
    inner join {{ ref('int_editions_listed') }} as editions on players.edition_id = editions.edition_id
    inner join {{ ref('int_teams_listed') }} as teams
        on coalesce(sightings.team_id, players.team_id) = teams.team_id

),

clubs as (

    select distinct
        competition_id,
        player_id,
        team_id,
        team_name
    from clubs_by_edition

),

clubs_by_player as (

    select
        competition_id,
        player_id,
        count(*) as club_count,
        {{ dbt.listagg('team_id', "';'", 'order by ' ~ bytewise('team_id')) }} as club_team_ids,
        {{ dbt.listagg('team_name', "', '", 'order by ' ~ bytewise('team_id')) }} as club_team_names
    from clubs
    group by competition_id, player_id

),

coverage as (

    select
        clubs_by_edition.competition_id,
        clubs_by_edition.player_id,
        sum(covered.match_count) filter (where covered.stage_part = 'proper') as club_match_count,
        sum(covered.complete_lineups) filter (where covered.stage_part = 'proper') as club_complete_lineups,
        sum(covered.goals) filter (where covered.stage_part = 'proper') as club_goals,
        sum(covered.goals_with_scorer) filter (where covered.stage_part = 'proper') as club_goals_with_scorer,
        sum(covered.match_count) filter (where covered.stage_part = 'qualifying') as qualifying_club_match_count,
        sum(covered.complete_lineups) filter (where covered.stage_part = 'qualifying')
            as qualifying_club_complete_lineups,
        sum(covered.goals) filter (where covered.stage_part = 'qualifying') as qualifying_club_goals,
        sum(covered.goals_with_scorer) filter (where covered.stage_part = 'qualifying')
            as qualifying_club_goals_with_scorer
    from clubs_by_edition
    inner join covered
        on clubs_by_edition.edition_id = covered.edition_id and clubs_by_edition.team_id = covered.team_id
    group by clubs_by_edition.competition_id, clubs_by_edition.player_id

)

select
    clubs_by_player.competition_id,
    clubs_by_player.player_id,
    clubs_by_player.club_team_ids,
    clubs_by_player.club_team_names,
    cast(coalesce(coverage.club_match_count, 0) as integer) as club_match_count,
    cast(coalesce(coverage.club_complete_lineups, 0) as integer) as club_complete_lineups,
    cast(coalesce(coverage.club_goals, 0) as integer) as club_goals,
    cast(coalesce(coverage.club_goals_with_scorer, 0) as integer) as club_goals_with_scorer,
    cast(coalesce(coverage.qualifying_club_match_count, 0) as integer) as qualifying_club_match_count,
    cast(coalesce(coverage.qualifying_club_complete_lineups, 0) as integer) as qualifying_club_complete_lineups,
    cast(coalesce(coverage.qualifying_club_goals, 0) as integer) as qualifying_club_goals,
    cast(coalesce(coverage.qualifying_club_goals_with_scorer, 0) as integer) as qualifying_club_goals_with_scorer,
    cast(clubs_by_player.club_count as integer) as club_count
from clubs_by_player
left join coverage
    on
        clubs_by_player.competition_id = coverage.competition_id
        and clubs_by_player.player_id = coverage.player_id
