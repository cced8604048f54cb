-- What the warehouse says of an edition and its competition, fact by fact.
with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

totals as (

    select * from {{ ref('int_editions_totalled') }}

),

competitions as (

    select * from {{ ref('int_competitions_listed') }}

),

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

titles as (

    select distinct
        competition_id,
        season,
        edition_number
    from {{ ref('int_titles_numbered') }}

),

ranking as (

    select * from {{ ref('int_teams_ranked') }}

),

earned as (

    select * from {{ ref('int_berths_earned') }}

),

scorers as (

    select * from {{ ref('int_scorers_ranked') }}
    where scorer_rank = 1

),

rules_in_force as (

    select distinct
        edition_id,
        tie_rule_id
    from {{ ref('int_ties_decided') }}
    where tie_rule_id is not null

),

rule_steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

known_seasons as (

    select
        competition_id,
        season
    from roll_of_honour
    union
    select
        competition_id,
        season
    from editions

),

seasons as (

    select
        competition_id,
        season,
        lag(season) over (partition by competition_id order by season) as previous_season,
        lead(season) over (partition by competition_id order by season) as next_season
    from known_seasons

),

places_by_edition as (

    select
        ranking.edition_id,
        max(case when ranking.team_rank = 1 then earned.qualifies_for end) as champion_qualifies_for,
        max(
            case
                when ranking.team_rank = 3 and ranking.ranked_by != 'exit_round_shared'
                    then {{ bytewise('ranking.team_id') }}
            end
        ) as third_place,
        max(case when ranking.team_rank = 3 then ranking.ranked_by end) as third_place_criterion
    from ranking
    left join earned on ranking.edition_id = earned.edition_id and ranking.team_id = earned.team_id
    group by ranking.edition_id

),

scorers_by_edition as (

    select
        edition_id,
        {{ dbt.listagg('player_id', "', '", 'order by ' ~ bytewise('player_id')) }} || ': ' || max(goals) as top_scorers
    from scorers
    group by edition_id

),

away_goals_by_edition as (

    select
        rules_in_force.edition_id,
        max(case when rule_steps.step like 'away_goals%' then 1 else 0 end) = 1 as has_away_goals_rule
    from rules_in_force
    left join rule_steps on rules_in_force.tie_rule_id = rule_steps.tie_rule_id
    group by rules_in_force.edition_id

),

told_editions as (

    select
        editions.edition_id,
        editions.competition_id,
        editions.season,
        titles.edition_number,
        totals.team_count,
        totals.association_count,
        totals.match_count,
        totals.goal_count,
        cast(totals.first_played_on as {{ dbt.type_string() }})
        || '/'
        || cast(totals.last_played_on as {{ dbt.type_string() }}) as dates,
        competitions.organiser,
        competitions.source_ids as competition_source_ids,
        seasons.previous_season,
        seasons.next_season,
        places_by_edition.champion_qualifies_for,
        places_by_edition.third_place,
        places_by_edition.third_place_criterion,
        scorers_by_edition.top_scorers,
        away_goals_by_edition.has_away_goals_rule
    from editions
    inner join totals on editions.edition_id = totals.edition_id
    inner join competitions on editions.competition_id = competitions.competition_id
    left join titles on editions.competition_id = titles.competition_id and editions.season = titles.season
    left join seasons on editions.competition_id = seasons.competition_id and editions.season = seasons.season
    left join places_by_edition on editions.edition_id = places_by_edition.edition_id
    left join scorers_by_edition on editions.edition_id = scorers_by_edition.edition_id
    left join away_goals_by_edition on editions.edition_id = away_goals_by_edition.edition_id

),

facts as (

    {{ fact_rows('told_editions', 'edition', 'edition_id', [
        ('season', 'season', 'null', 'null'),
        ('previous_season', 'previous_season', 'null', 'null'),
        ('next_season', 'next_season', 'null', 'null'),
        ('edition_number', 'edition_number', 'null', 'null'),
        ('dates', 'dates', 'null', 'null'),
        ('team_count', 'team_count', 'null', 'null'),
        ('association_count', 'association_count', 'null', 'null'),
        ('match_count', 'match_count', 'null', 'null'),
        ('goal_count', 'goal_count', 'null', 'null'),
        ('has_away_goals_rule', 'has_away_goals_rule', 'null', 'null'),
        ('top_scorers', 'top_scorers', 'null', 'null'),
        ('champion_qualifies_for', 'champion_qualifies_for', 'null', 'null'),
        ('third_place', 'third_place', 'null', 'null'),
        ('third_place_criterion', 'third_place_criterion', 'null', 'null'),
    ]) }}
    union all
    {{ fact_rows('told_editions', 'competition', 'competition_id', [
        ('organiser', 'organiser', 'organiser', 'competition_source_ids'),
    ]) }}

)

select * from facts
