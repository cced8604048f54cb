-- One row per fact about a player in an edition: the warehouse's value, and its sources if it is on record.
with

player_totals as (

    select * from {{ ref('int_players_totalled') }}
    where stage_part = 'proper'

),

players as (

    select * from {{ ref('int_players_listed') }}

),

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

),

edition_totals as (

    select * from {{ ref('int_editions_totalled') }}

),

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

players_by_edition as (

    select
        player_totals.edition_id,
        players.*
    from player_totals
    inner join players on player_totals.player_id = players.player_id

),

-- whoever scored no goal has none, where every goal has its scorer
players_without_goals as (

    select
        player_totals.edition_id,
        player_totals.player_id
    from player_totals
    inner join edition_totals on player_totals.edition_id = edition_totals.edition_id
    where
        player_totals.goals_high = 0
        and edition_totals.edition_goals > 0
        and edition_totals.edition_goals = edition_totals.edition_goals_with_scorer

),

clubs as (

    select distinct
        edition_id,
        player_id,
        team_id
    from appearances
    where {{ has_claim('player', 'player_id') }}

),

clubs_by_player as (

    select
        edition_id,
        player_id,
        {{ dbt.listagg('team_id', "'; '", 'order by ' ~ bytewise('team_id')) }} as team_ids
    from clubs
    group by edition_id, player_id

),

facts as (

    {{ fact_rows('player', 'player_id', 'players_by_edition', [
        ('nationality', "nationality || coalesce('; ' || second_nationality, '')", 'nationality_source_ids'),
    ]) }}
    union all
    {{ fact_rows('player', 'player_id', 'clubs_by_player', [('team_id', 'team_ids')]) }}
    union all
    {{ fact_rows('player', 'player_id', 'scorers', [
        ('goals', 'goals'),
        ('scorer_rank', 'scorer_rank'),
    ]) }}
    union all
    {{ fact_rows('player', 'player_id', 'players_without_goals', [('goals', '0')]) }}

)

select * from facts
