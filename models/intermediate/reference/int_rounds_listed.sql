-- One row per round, in the order of play. The order on record stands; a round without one follows, by date, those
-- played before it. Rounds of two zones may be of one level.
with

-- what gives the title comes last; where dates do not say, the fewer ties the later
rounds as (

    select
        *,
        row_number() over (
            partition by edition_id, stage_part
            order by
                case when coalesce(gives_title_on_record, code_gives_title and zone is null, false) then 2 else 1 end,
                first_played_on asc nulls last,
                tie_count desc,
                {{ bytewise('round_id') }} asc
        ) as sequence
    from {{ ref('int_rounds_named') }}

),

-- rounds in which the same teams may play
earlier_rounds as (

    select
        later.round_id,
        earlier.zone,
        earlier.round_order,
        earlier.sequence,
        max(case when earlier.round_order is not null then earlier.sequence end) over (partition by later.round_id)
            as anchor_sequence
    from rounds as later
    inner join rounds as earlier
        on
            later.edition_id = earlier.edition_id
            and later.stage_part = earlier.stage_part
            and later.sequence > earlier.sequence
            and coalesce(later.zone = earlier.zone, true)
    where later.round_order is null

),

rounds_before as (

    select
        round_id,
        zone,
        max(round_order) as highest_order,
        count(*) filter (where round_order is null and sequence > coalesce(anchor_sequence, 0)) as rounds_since
    from earlier_rounds
    group by round_id, zone

),

-- zones are played side by side
places as (

    select
        round_id,
        coalesce(max(highest_order), 0) + coalesce(max(rounds_since) filter (where zone is null), 0)
        + coalesce(max(rounds_since) filter (where zone is not null), 0) as rounds_before
    from rounds_before
    group by round_id

),

ordered as (

    select
        rounds.*,
        cast(coalesce(rounds.round_order, places.rounds_before + 1, 1) as integer) as order_in_part
    from rounds
    left join places on rounds.round_id = places.round_id

)

select
    round_id,
    edition_id,
    zone,
    round_code,
    usual_round_code,
    round_name,
    round_kind,
    stage_part,
    order_in_part as round_order,
    cast(
        dense_rank() over (
            partition by edition_id order by case when stage_part = 'qualifying' then 1 else 2 end, order_in_part
        ) as integer
    ) as stage_number,
    filled_by,
    gives_title_on_record,
    code_round_kind,
    code_gives_title,
    best_place,
    settles_group,
    source_ids
from ordered
