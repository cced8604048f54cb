-- What the marts say of a team, a player, a manager or a berth in an edition, fact by fact, beside the
-- cell of the record and that cell's sources.
with

entries as (

    select * from {{ ref('fct_entries') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

ranking as (

    select * from {{ ref('rpt_final_ranking') }}

),

summaries as (

    select * from {{ ref('rpt_edition_summary') }}

),

totals as (

    select * from {{ ref('rpt_player_totals') }}

),

scorers as (

    select * from {{ ref('rpt_top_scorers') }}

),

players as (

    select * from {{ ref('dim_players') }}

),

managers as (

    select * from {{ ref('dim_managers') }}

),

matches as (

    select * from {{ ref('fct_matches') }}

),

berths as (

    select * from {{ ref('stg_berths') }}

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
        ranking.qualifies_for,
        summaries.champion_title_number as title_count
    from entries
    inner join teams on entries.team_id = teams.team_id
    left join ranking on entries.edition_id = ranking.edition_id and entries.team_id = ranking.team_id
    left join summaries
        on entries.edition_id = summaries.edition_id and entries.team_id = summaries.champion_team_id

),

told_players as (

    select
        totals.edition_id,
        totals.player_id,
        totals.team_id,
        scorers.goals,
        scorers.scorer_rank,
        players.nationality || coalesce('; ' || players.second_nationality, '') as nationality,
        players.source_ids as nationality_source_ids
    from totals
    inner join players on totals.player_id = players.player_id
    left join scorers on totals.edition_id = scorers.edition_id and totals.player_id = scorers.player_id

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
        managers.source_ids
    from managers_by_edition
    inner join managers on managers_by_edition.manager_id = managers.manager_id

),

told_berths as (

    select
        summaries.edition_id,
        berths.berth_id,
        berths.excluded_association_code,
        berths.source_ids
    from berths
    inner join summaries
        on
            berths.competition_id = summaries.competition_id
            and summaries.season between berths.first_season and coalesce(berths.last_season, summaries.season)

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
        ('team_id', 'team_id', 'null', 'null'),
        ('goals', 'goals', 'null', 'null'),
        ('scorer_rank', 'scorer_rank', 'null', 'null'),
        ('nationality', 'nationality', 'nationality', 'nationality_source_ids'),
    ]) }}
    union all
    {{ fact_rows('told_managers', 'manager', 'manager_id', [
        ('nationality', 'nationality', 'nationality', 'source_ids'),
    ]) }}
    union all
    {{ fact_rows('told_berths', 'berth', 'berth_id', [
        ('excluded_association_code', 'excluded_association_code', 'excluded_association_code', 'source_ids'),
    ]) }}

)

select * from facts
