-- One row per edition whose last round has one tie: that tie, whose winner has won the edition. A round with more ties
-- crowns nobody.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}
    where filled_by = 'winners'

),

last_rounds as (

    select
        edition_id,
        max(round_order) as round_order
    from rounds
    group by edition_id

),

only_ties as (

    select round_id
    from ties
    group by round_id
    having count(*) = 1

)

select
    ties.edition_id,
    ties.tie_id,
    ties.status,
    ties.team_1_id,
    ties.team_2_id,
    ties.advanced_team_id
from ties
inner join rounds on ties.round_id = rounds.round_id
inner join last_rounds on rounds.edition_id = last_rounds.edition_id and rounds.round_order = last_rounds.round_order
inner join only_ties on ties.round_id = only_ties.round_id
