-- One row per team in a tie or a group of a round: whether it went on, and the number of the next stage it plays in.
-- Ties that settle the order of a group are no stage of their own.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

sides as (

    select
        round_id,
        tie_id as part_id,
        'tie' as part,
        team_id,
        has_advanced
    from {{ ref('int_tie_teams') }}
    union all
    select
        round_id,
        group_id as part_id,
        'group' as part,
        team_id,
        has_advanced
    from {{ ref('int_group_standings') }}

)

select
    rounds.edition_id,
    rounds.round_id,
    rounds.round_code,
    rounds.stage_part,
    rounds.stage_number,
    rounds.filled_by,
    rounds.best_place,
    sides.part_id,
    sides.part,
    sides.team_id,
    sides.has_advanced,
    min(rounds.stage_number) over (
        partition by rounds.edition_id, sides.team_id
        order by rounds.stage_number range between 1 following and unbounded following
    ) as next_stage_number
from sides
inner join rounds on sides.round_id = rounds.round_id
where not rounds.settles_group
