-- One row per round, with the number of its ties, which may be 0: a round can be on record before its ties are.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

ties_by_round as (

    select
        round_id,
        count(*) as tie_count
    from ties
    group by round_id

)

select
    rounds.round_id,
    rounds.edition_id,
    rounds.round_code,
    rounds.round_name,
    rounds.round_order,
    rounds.filled_by,
    cast(coalesce(ties_by_round.tie_count, 0) as integer) as tie_count,
    rounds.source_ids
from rounds
left join ties_by_round on rounds.round_id = ties_by_round.round_id
