-- What the warehouse says of a round and of a tie, fact by fact. All of it is derived, none stands in a cell.
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

told_ties as (

    select
        *,
        -- as the team that went through would print it
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
        round_id,
        cast(min(played_on) as {{ dbt.type_string() }}) || '/' || cast(max(played_on) as {{ dbt.type_string() }})
            as dates,
        max(case when leg_number = 2 then extract(year from played_on) end) as return_leg_year
    from matches
    group by round_id

),

told_rounds as (

    select
        rounds.edition_id,
        rounds.round_id,
        rounds.tie_count,
        days_by_round.dates,
        days_by_round.return_leg_year
    from rounds
    left join days_by_round on rounds.round_id = days_by_round.round_id

),

facts as (

    {{ fact_rows('told_ties', 'tie', 'tie_id', [
        ('aggregate', 'aggregate', 'null', 'null'),
        ('advanced_team_id', 'advanced_team_id', 'null', 'null'),
        ('decided_by', 'decided_by', 'null', 'null'),
        ('leg_count', 'base_leg_count', 'null', 'null'),
    ]) }}
    union all
    {{ fact_rows('told_rounds', 'round', 'round_id', [
        ('dates', 'dates', 'null', 'null'),
        ('return_leg_year', 'return_leg_year', 'null', 'null'),
        ('tie_count', 'tie_count', 'null', 'null'),
    ]) }}

)

select * from facts
