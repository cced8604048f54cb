-- One row per round and round in which some of its sides may play next: those that the record says it feeds. Where it
-- does not say, winners may play in any later round that winners fill, and losers in any later one that losers fill.
with

recorded as (

    select * from {{ ref('stg_rounds') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}
    where not settles_group

),

fed_on_record as (

    select
        round_id,
        {{ list_items('feeds') }} as fed_round_id,
        'winners' as sides
    from recorded
    union
    select
        round_id,
        {{ list_items('feeds_losers') }} as fed_round_id,
        'losers' as sides
    from recorded

),

on_record as (

    select distinct
        round_id,
        sides
    from fed_on_record

),

later_rounds as (

    select
        rounds.round_id,
        later.round_id as fed_round_id,
        later.filled_by as sides
    from rounds
    inner join rounds as later
        on rounds.edition_id = later.edition_id and rounds.stage_number < later.stage_number
    -- who wins for a place goes no further
    where rounds.filled_by = 'winners' or later.filled_by = 'losers'

)

select
    round_id,
    fed_round_id,
    sides,
    true as is_on_record
from fed_on_record
union all
select
    later_rounds.round_id,
    later_rounds.fed_round_id,
    later_rounds.sides,
    false as is_on_record
from later_rounds
left join on_record on later_rounds.round_id = on_record.round_id and later_rounds.sides = on_record.sides
left join fed_on_record
    on
        later_rounds.round_id = fed_on_record.round_id
        and later_rounds.fed_round_id = fed_on_record.fed_round_id
        and fed_on_record.sides = 'losers'
-- a round that is known to take its losers takes no winners
where on_record.round_id is null and fed_on_record.round_id is null
