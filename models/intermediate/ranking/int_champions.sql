-- One row per edition with a champion: the team that advanced from the only tie of the last round.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

last_rounds as (

    select
        edition_id,
        max(round_order) as round_order
    from rounds
    where filled_by = 'winners'
    group by edition_id

),

-- a round with more than one tie crowns nobody
only_ties as (

    select round_id
    from ties
    group by round_id
    having count(*) = 1

)

select
    ties.edition_id,
    ties.tie_id,
    ties.advanced_team_id as team_id,
    case when ties.advanced_team_id = ties.team_1_id then ties.team_2_id else ties.team_1_id end as runner_up_team_id
from ties
inner join rounds on ties.round_id = rounds.round_id
inner join last_rounds on rounds.edition_id = last_rounds.edition_id and rounds.round_order = last_rounds.round_order
inner join only_ties on ties.round_id = only_ties.round_id
where rounds.filled_by = 'winners' and ties.advanced_team_id is not null
