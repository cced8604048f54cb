-- One row per fact about a team in a group. All of them are derived.
with

standings as (

    select * from {{ ref('int_group_standings') }}

),

-- as printed tables have it: played, won, drawn, lost, goals for, goals against, points
table_rows as (

    select
        edition_id,
        group_id,
        team_id,
        matches_played || ' ' || won || ' ' || drawn || ' ' || lost || ' ' || goals_for || ' ' || goals_against || ' '
        || points as table_row
    from standings

),

facts as (

    {{ fact_rows('group_team', "group_id || '/' || team_id", 'table_rows', [('table_row', 'table_row')]) }}

)

select * from facts
