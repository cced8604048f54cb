-- One row per round, with the numbers of its ties and groups, which may be 0: a round can be on record before they are.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

groups as (

    select * from {{ ref('int_groups_listed') }}

),

ties_by_round as (

    select
        round_id,
        count(*) as tie_count
    from ties
    group by round_id

),

groups_by_round as (

    select
        round_id,
        count(*) as group_count
    from groups
    group by round_id

)

select
    rounds.round_id,
    rounds.edition_id,
    rounds.zone,
    rounds.round_code,
    rounds.usual_round_code,
    rounds.round_name,
    rounds.round_kind,
    rounds.stage_part,
    rounds.round_order,
    rounds.stage_number,
    rounds.filled_by,
    rounds.gives_title_on_record,
    rounds.code_round_kind,
    rounds.code_gives_title,
    rounds.best_place,
    rounds.settles_group,
    rounds.source_ids,
    cast(coalesce(ties_by_round.tie_count, 0) as integer) as tie_count,
    cast(coalesce(groups_by_round.group_count, 0) as integer) as group_count
from rounds
left join ties_by_round on rounds.round_id = ties_by_round.round_id
left join groups_by_round on rounds.round_id = groups_by_round.round_id
