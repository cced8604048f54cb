-- One row per fact about an edition or its competition: the warehouse's value, and its sources if it is on record.
with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

competitions as (

    select * from {{ ref('int_competitions_listed') }}

),

seasons as (

    select * from {{ ref('int_seasons_listed') }}

),

totals as (

    select * from {{ ref('int_editions_totalled') }}

),

places as (

    select * from {{ ref('int_editions_placed') }}

),

champions as (

    select * from {{ ref('int_editions_won') }}

),

top_scorers as (

    select * from {{ ref('int_scorers_leading') }}

),

rules as (

    select * from {{ ref('int_edition_rules') }}

),

dates as (

    select
        edition_id,
        cast(first_played_on as {{ dbt.type_string() }}) || '/' || cast(last_played_on as {{ dbt.type_string() }})
            as dates
    from totals

),

editions_in_order as (

    select
        editions.edition_id,
        seasons.*
    from editions
    inner join seasons on editions.competition_id = seasons.competition_id and editions.season = seasons.season

),

competitions_by_edition as (

    select
        editions.edition_id,
        competitions.*
    from editions
    inner join competitions on editions.competition_id = competitions.competition_id

),

facts as (

    {{ fact_rows('edition', 'edition_id', 'editions_in_order', [
        ('season', 'season'),
        ('previous_season', 'previous_season'),
        ('next_season', 'next_season'),
        ('edition_number', 'edition_number'),
    ]) }}
    union all
    {{ fact_rows('edition', 'edition_id', 'dates', [('dates', 'dates')]) }}
    union all
    {{ fact_rows('edition', 'edition_id', 'totals', [
        ('team_count', 'team_count'), ('association_count', 'association_count'),
        ('match_count', 'match_count'),
        ('goal_count', 'goal_count'),
        ('first_played_on', 'first_played_on'), ('last_played_on', 'last_played_on'),
    ]) }}
    union all
    {{ fact_rows('edition', 'edition_id', 'champions', [
        ('champion', "replace(champion_team_ids, ';', '; ')"), ('runner_up', 'runner_up_team_id'),
    ]) }}
    union all
    {{ fact_rows('edition', 'edition_id', 'places', [
        ('champion_qualifies_for', 'champion_qualifies_for'),
        ('third_place', 'third_team_id'),
        ('third_place_criterion', 'third_ranked_by'),
    ]) }}
    union all
    {{ fact_rows('edition', 'edition_id', 'top_scorers', [('top_scorers', 'top_scorers')]) }}
    union all
    {{ fact_rows('edition', 'edition_id', 'rules', [('has_away_goals_rule', 'has_away_goals')]) }}
    union all
    {{ fact_rows('competition', 'competition_id', 'competitions_by_edition', [
        ('organiser', 'organiser', 'source_ids'),
    ]) }}

)

select * from facts
