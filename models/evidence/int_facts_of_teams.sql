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

titles as (

    select * from {{ ref('int_titles_numbered') }}

),

appearances as (

    select * from {{ ref('fct_appearances') }}

),

-- titles up to the edition; a team that is not on a roll that exists has none
titles_by_edition as (

    select
        summaries.edition_id,
        titles.champion_team_id as team_id,
        max(titles.title_number) as title_count
    from summaries
    inner join titles
        on summaries.competition_id = titles.competition_id and summaries.season >= titles.season
    group by summaries.edition_id, titles.champion_team_id

),

editions_on_a_roll as (

    select distinct edition_id
    from titles_by_edition

),

editions_with_berths as (

    select distinct edition_id
    from ranking
    where qualifies_for is not null

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
                then coalesce(ranking.qualifies_for, 'nothing')
        end as qualifies_for,
        case when editions_on_a_roll.edition_id is not null then coalesce(titles_by_edition.title_count, 0) end
            as title_count
    from entries
    inner join teams on entries.team_id = teams.team_id
    left join ranking on entries.edition_id = ranking.edition_id and entries.team_id = ranking.team_id
    left join editions_with_berths on entries.edition_id = editions_with_berths.edition_id
    left join editions_on_a_roll on entries.edition_id = editions_on_a_roll.edition_id
    left join titles_by_edition
        on entries.edition_id = titles_by_edition.edition_id and entries.team_id = titles_by_edition.team_id

),

-- fact_rows leaves out what nobody vouches for, which need not be joined to anything before
vouched_players as (

    select * from players
    where {{ is_vouched_for('player', 'player_id', 'source_ids') }}

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

    select distinct edition_id
    from scorers
    where edition_goals_with_scorer = edition_goals

),

told_players as (

    select
        totals.edition_id,
        totals.player_id,
        coalesce(clubs_by_player.team_ids, totals.team_id) as team_ids,
        case
            when scorers.player_id is not null or editions_with_every_scorer.edition_id is not null then totals.goals
        end
            as goals,
        scorers.scorer_rank,
        vouched_players.nationality || coalesce('; ' || vouched_players.second_nationality, '') as nationality,
        vouched_players.source_ids as nationality_source_ids
    from totals
    inner join vouched_players on totals.player_id = vouched_players.player_id
    left join scorers on totals.edition_id = scorers.edition_id and totals.player_id = scorers.player_id
    left join clubs_by_player
        on totals.edition_id = clubs_by_player.edition_id and totals.player_id = clubs_by_player.player_id
    left join editions_with_every_scorer on totals.edition_id = editions_with_every_scorer.edition_id

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
        ('team_id', 'team_ids', 'null', 'null'),
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
