-- One row per fact about a team in an edition: the warehouse's value, and its sources if it is on record.
with

entries as (

    select * from {{ ref('stg_entries') }}

),

sides as (

    select * from {{ ref('int_stage_sides') }}

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

titles as (

    select * from {{ ref('int_titles_counted') }}

),

entered_teams as (

    select
        entered.edition_id,
        teams.*
    from (
        select
            edition_id,
            team_id
        from entries
        union
        select
            edition_id,
            team_id
        from sides
    ) as entered
    inner join teams on entered.team_id = teams.team_id

),

-- in an edition with berths, whoever is ranked and has none qualifies for nothing
editions_with_berths as (

    select distinct edition_id
    from earned

),

ranked as (

    select
        ranking.edition_id,
        ranking.team_id,
        coalesce(earned.qualifies_for, 'nothing') as qualifies_for
    from ranking
    inner join editions_with_berths on ranking.edition_id = editions_with_berths.edition_id
    left join earned on ranking.edition_id = earned.edition_id and ranking.team_id = earned.team_id

),

facts as (

    {{ fact_rows('team', 'team_id', 'entries', [
        ('zone', 'zone', 'source_ids'),
        ('qualification_route', "route_competition || coalesce(', ' || route_placing, '')", 'source_ids'),
    ]) }}
    union all
    {{ fact_rows('team', 'team_id', 'entered_teams', [('association_code', 'association_code', 'source_ids')]) }}
    union all
    {{ fact_rows('team', 'team_id', 'ranking', [
        ('final_placing', 'team_rank'),
        ('goal_difference', 'goal_difference'),
    ]) }}
    union all
    {{ fact_rows('team', 'team_id', 'ranked', [('qualifies_for', 'qualifies_for')]) }}
    union all
    {{ fact_rows('team', 'team_id', 'titles', [('title_count', 'title_count')]) }}

)

select * from facts
