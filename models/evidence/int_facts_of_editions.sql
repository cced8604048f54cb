-- What the marts say of an edition and its competition, fact by fact.
with

summaries as (

    select * from {{ ref('rpt_edition_summary') }}

),

competitions as (

    select * from {{ ref('dim_competitions') }}

),

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

ranking as (

    select * from {{ ref('rpt_final_ranking') }}

),

scorers as (

    select * from {{ ref('rpt_top_scorers') }}
    where scorer_rank = 1

),

ties as (

    select * from {{ ref('fct_ties') }}

),

tie_rules as (

    select * from {{ ref('dim_tie_rules') }}

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
    from summaries

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
        edition_id,
        max(case when team_rank = 1 then qualifies_for end) as champion_qualifies_for,
        max(
            case when team_rank = 3 and ranked_by != 'exit_round_shared' then {{ bytewise('team_id') }} end
        ) as third_place,
        max(case when team_rank = 3 then ranked_by end) as third_place_criterion
    from ranking
    group by edition_id

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
        ties.edition_id,
        max(case when tie_rules.ladder like '%away goals%' then 1 else 0 end) = 1 as has_away_goals_rule
    from ties
    inner join tie_rules on ties.tie_rule_id = tie_rules.tie_rule_id
    group by ties.edition_id

),

told_editions as (

    select
        summaries.*,
        cast(summaries.first_played_on as {{ dbt.type_string() }})
        || '/'
        || cast(summaries.last_played_on as {{ dbt.type_string() }}) as dates,
        competitions.organiser,
        competitions.source_ids as competition_source_ids,
        seasons.previous_season,
        seasons.next_season,
        places_by_edition.champion_qualifies_for,
        places_by_edition.third_place,
        places_by_edition.third_place_criterion,
        scorers_by_edition.top_scorers,
        away_goals_by_edition.has_away_goals_rule
    from summaries
    inner join competitions on summaries.competition_id = competitions.competition_id
    left join seasons on summaries.competition_id = seasons.competition_id and summaries.season = seasons.season
    left join places_by_edition on summaries.edition_id = places_by_edition.edition_id
    left join scorers_by_edition on summaries.edition_id = scorers_by_edition.edition_id
    left join away_goals_by_edition on summaries.edition_id = away_goals_by_edition.edition_id

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
