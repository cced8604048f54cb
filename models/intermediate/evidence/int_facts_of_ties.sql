-- One row per fact about a tie or a round. All of them are derived.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rounds as (

    select * from {{ ref('int_rounds_totalled') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

-- as the team that went through would print it
aggregates as (

    select
        edition_id,
        tie_id,
        case
            when advanced_team_id = team_1_id
                then
                    team_1_aggregate || '-' || team_2_aggregate
                    || coalesce(', ' || team_1_shootout_goals || '-' || team_2_shootout_goals, '')
            when advanced_team_id = team_2_id
                then
                    team_2_aggregate || '-' || team_1_aggregate
                    || coalesce(', ' || team_2_shootout_goals || '-' || team_1_shootout_goals, '')
        end as aggregate
    from ties

),

days_by_round as (

    select
        edition_id,
        round_id,
        cast(min(played_on) as {{ dbt.type_string() }}) || '/' || cast(max(played_on) as {{ dbt.type_string() }})
            as dates,
        extract(year from max(played_on) filter (where leg_number = 2)) as return_leg_year
    from matches
    group by edition_id, round_id

),

facts as (

    {{ fact_rows('tie', 'tie_id', 'ties', [
        ('advanced_team_id', 'advanced_team_id'),
        ('decided_by', 'decided_by'),
        ('leg_count', 'base_leg_count'),
    ]) }}
    union all
    {{ fact_rows('tie', 'tie_id', 'aggregates', [('aggregate', 'aggregate')]) }}
    union all
    {{ fact_rows('round', 'round_id', 'rounds', [('tie_count', 'tie_count')]) }}
    union all
    {{ fact_rows('round', 'round_id', 'days_by_round', [
        ('dates', 'dates'),
        ('return_leg_year', 'return_leg_year'),
    ]) }}

)

select * from facts
