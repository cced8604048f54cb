-- What the warehouse says of a team, a player, a manager or a berth in an edition, fact by fact, beside the
-- cell of the record and that cell's sources.
with

entries as (

    select * from {{ ref('stg_entries') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

ranking as (

    select * from {{ ref('int_teams_ranked') }}

),

earned as (

    select * from {{ ref('int_berths_earned') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

edition_totals as (

    select * from {{ ref('int_editions_totalled') }}

),

player_totals as (

    select * from {{ ref('int_players_totalled') }}

),

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

),

players as (

    select * from {{ ref('int_players_listed') }}

),

managers as (

    select * from {{ ref('int_managers_listed') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

berths as (

    select * from {{ ref('stg_berths') }}

),

titles as (

    select * from {{ ref('int_titles_numbered') }}

),

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

-- titles up to the edition; a team that is not on a roll that exists has none
titles_by_edition as (

    select
        editions.edition_id,
        titles.champion_team_id as team_id,
        max(titles.title_number) as title_count
    from editions
    inner join titles
        on editions.competition_id = titles.competition_id and editions.season >= titles.season
    group by editions.edition_id, titles.champion_team_id

),

editions_on_a_roll as (

    select distinct edition_id
    from titles_by_edition

),

editions_with_berths as (

    select distinct edition_id
    from earned

),

told_teams as (

    select
        entries.edition_id,
        entries.team_id,
        entries.zone,
        entries.route_competition || coalesce(', ' || entries.route_placing, '') as qualification_route,
        entries.source_ids as entry_source_ids,
        teams.association_code,
        teams.source_ids as team_source_ids,
        ranking.team_rank,
        ranking.goal_difference,
        case
            when ranking.team_rank is not null and editions_with_berths.edition_id is not null
                then coalesce(earned.qualifies_for, 'nothing')
        end as qualifies_for,
        case when editions_on_a_roll.edition_id is not null then coalesce(titles_by_edition.title_count, 0) end
            as title_count
    from entries
    inner join teams on entries.team_id = teams.team_id
    left join ranking on entries.edition_id = ranking.edition_id and entries.team_id = ranking.team_id
    left join earned on entries.edition_id = earned.edition_id and entries.team_id = earned.team_id
    left join editions_with_berths on entries.edition_id = editions_with_berths.edition_id
    left join editions_on_a_roll on entries.edition_id = editions_on_a_roll.edition_id
    left join titles_by_edition
        on entries.edition_id = titles_by_edition.edition_id and entries.team_id = titles_by_edition.team_id

),

-- fact_rows leaves out what nobody vouches for, which need not be joined to anything before
vouched_players as (

    select * from players
    where {{ is_vouched_for('player', 'player_id', 'nationality_source_ids') }}

),

clubs as (

    select distinct
        appearances.edition_id,
        appearances.player_id,
        appearances.team_id
    from appearances
    inner join vouched_players on appearances.player_id = vouched_players.player_id

),

clubs_by_player as (

    select
        edition_id,
        player_id,
        {{ dbt.listagg('team_id', "'; '", 'order by ' ~ bytewise('team_id')) }} as team_ids
    from clubs
    group by edition_id, player_id

),

-- whoever scored no goal has none, where every goal has its scorer
editions_with_every_scorer as (

    select distinct scorers.edition_id
    from scorers
    inner join edition_totals on scorers.edition_id = edition_totals.edition_id
    where edition_totals.edition_goals_with_scorer = edition_totals.edition_goals

),

told_players as (

    select
        player_totals.edition_id,
        player_totals.player_id,
        coalesce(clubs_by_player.team_ids, player_totals.team_id) as team_ids,
        case
            when scorers.player_id is not null or editions_with_every_scorer.edition_id is not null
                then player_totals.goals
        end as goals,
        scorers.scorer_rank,
        vouched_players.nationality || coalesce('; ' || vouched_players.second_nationality, '') as nationality,
        vouched_players.nationality_source_ids
    from player_totals
    inner join vouched_players on player_totals.player_id = vouched_players.player_id
    left join scorers
        on player_totals.edition_id = scorers.edition_id and player_totals.player_id = scorers.player_id
    left join clubs_by_player
        on
            player_totals.edition_id = clubs_by_player.edition_id
            and player_totals.player_id = clubs_by_player.player_id
    left join editions_with_every_scorer on player_totals.edition_id = editions_with_every_scorer.edition_id

),

managers_by_edition as (

    select
        edition_id,
        home_manager_id as manager_id
    from matches
    union
    select
        edition_id,
        away_manager_id as manager_id
    from matches

),

told_managers as (

    select
        managers_by_edition.edition_id,
        managers.manager_id,
        managers.nationality,
        managers.nationality_source_ids
    from managers_by_edition
    inner join managers on managers_by_edition.manager_id = managers.manager_id

),

told_berths as (

    select
        editions.edition_id,
        berths.berth_id,
        berths.excluded_association_code,
        berths.source_ids
    from berths
    inner join editions
        on
            berths.competition_id = editions.competition_id
            and editions.season between berths.first_season and coalesce(berths.last_season, editions.season)

),

facts as (

    {{ fact_rows('told_teams', 'team', 'team_id', [
        ('zone', 'zone', 'zone', 'entry_source_ids'),
        ('qualification_route', 'qualification_route', 'qualification_route', 'entry_source_ids'),
        ('association_code', 'association_code', 'association_code', 'team_source_ids'),
        ('final_placing', 'team_rank', 'null', 'null'),
        ('goal_difference', 'goal_difference', 'null', 'null'),
        ('qualifies_for', 'qualifies_for', 'null', 'null'),
        ('title_count', 'title_count', 'null', 'null'),
    ]) }}
    union all
    {{ fact_rows('told_players', 'player', 'player_id', [
        ('team_id', 'team_ids', 'null', 'null'),
        ('goals', 'goals', 'null', 'null'),
        ('scorer_rank', 'scorer_rank', 'null', 'null'),
        ('nationality', 'nationality', 'nationality', 'nationality_source_ids'),
    ]) }}
    union all
    {{ fact_rows('told_managers', 'manager', 'manager_id', [
        ('nationality', 'nationality', 'nationality', 'nationality_source_ids'),
    ]) }}
    union all
    {{ fact_rows('told_berths', 'berth', 'berth_id', [
        ('excluded_association_code', 'excluded_association_code', 'excluded_association_code', 'source_ids'),
    ]) }}

)

select * from facts
