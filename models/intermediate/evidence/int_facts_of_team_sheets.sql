-- One row per fact about a side in a match: the warehouse's value, the value on record, and its sources.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

recorded_sheets as (

    select
        matches.edition_id,
        team_sheets.*
    from team_sheets
    inner join matches on team_sheets.match_id = matches.match_id

),

-- with all eleven starters known by name, whoever else played came on
substitutes_by_side as (

    select
        edition_id,
        match_id,
        team_id,
        case
            when count(*) filter (where role = 'starter') = 11
                then count(*) filter (where role in ('substitute', 'played'))
        end as substitute_count
    from appearances
    where {{ has_claim('team_sheet', "match_id || '/' || team_id") }}
    group by edition_id, match_id, team_id

),

takers_by_side as (

    select
        edition_id,
        match_id,
        team_id,
        {{ dbt.listagg('player_id', "', '", 'order by kick_number') }} as takers
    from kicks
    group by edition_id, match_id, team_id

),

facts as (

    {{ fact_rows('team_sheet', "match_id || '/' || home_team_id", 'matches', record='legs', facts=[
        ('manager_id', 'home_manager_id', 'manager_source_ids'),
    ]) }}
    union all
    {{ fact_rows('team_sheet', "match_id || '/' || away_team_id", 'matches', record='legs', facts=[
        ('manager_id', 'away_manager_id', 'manager_source_ids'),
    ]) }}
    union all
    {{ fact_rows('team_sheet', "match_id || '/' || team_id", 'recorded_sheets', [
        ('starter_count', 'starters_count', 'source_ids'),
    ]) }}
    union all
    {{ fact_rows('team_sheet', "match_id || '/' || team_id", 'substitutes_by_side', [
        ('substitute_count', 'substitute_count'),
    ]) }}
    union all
    {{ fact_rows('team_sheet', "match_id || '/' || team_id", 'takers_by_side', [('shootout_takers', 'takers')]) }}

)

select * from facts
