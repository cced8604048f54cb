with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rounds as (

    select * from {{ ref('stg_rounds') }}

),

last_rounds as (

    select
        edition_id,
        max(round_order) as round_order
    from rounds
    group by edition_id

)

select
    ties.edition_id,
    ties.tie_id,
    ties.advanced_team_id as team_id,
    case when ties.advanced_team_id = ties.team_1_id then ties.team_2_id else ties.team_1_id end as runner_up_team_id
from ties
inner join rounds on ties.round_id = rounds.round_id
inner join last_rounds on rounds.edition_id = last_rounds.edition_id and rounds.round_order = last_rounds.round_order
where ties.advanced_team_id is not null
