with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

first_sides as (

    select
        tie_id,
        edition_id,
        round_id,
        team_1_id as team_id,
        team_2_id as opponent_team_id,
        team_1_aggregate as aggregate_for,
        team_2_aggregate as aggregate_against,
        advanced_team_id
    from ties

),

second_sides as (

    select
        tie_id,
        edition_id,
        round_id,
        team_2_id as team_id,
        team_1_id as opponent_team_id,
        team_2_aggregate as aggregate_for,
        team_1_aggregate as aggregate_against,
        advanced_team_id
    from ties
    where team_2_id is not null

),

sides as (

    select * from first_sides
    union all
    select * from second_sides

)

select
    tie_id,
    edition_id,
    round_id,
    team_id,
    opponent_team_id,
    aggregate_for,
    aggregate_against,
    team_id = advanced_team_id as has_advanced
from sides
