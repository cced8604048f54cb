-- One row per shoot-out with kicks on record: the order in which they were taken. It is the one on record, or the one
-- that the kicks fit: as they are numbered, or else so that the shoot-out ends with the kick that decides it.
with

kicks as (

    select * from {{ ref('int_shootout_kicks_tried') }}

),

tried as (

    select distinct
        match_id,
        numbering,
        recorded_order,
        pattern,
        shootout_order,
        home_first,
        is_whole,
        is_as_on_record,
        ends_in_time
    from kicks
    where recorded_order is null or shootout_order = recorded_order

),

preferred as (

    select
        *,
        row_number() over (
            partition by match_id
            order by
                case
                    when not is_as_on_record then 2
                    when numbering = 'through' then 1
                    -- ids that take turns, or that do as the record says, tell who was first
                    when numbering = 'none' and (pattern <= 2 or recorded_order is not null) then 1
                    else 2
                end,
                case when is_whole and ends_in_time then 1 else 2 end,
                pattern,
                case when is_whole then 1 else 2 end,
                case when is_as_on_record then 1 else 2 end,
                case when home_first = 1 then 1 else 2 end
        ) as preference
    from tried

)

select
    match_id,
    numbering,
    recorded_order,
    pattern,
    home_first,
    is_whole and (is_as_on_record or numbering != 'through') as is_fitting,
    case
        when recorded_order is not null then recorded_order
        when is_whole and (is_as_on_record or numbering != 'through') then shootout_order
    end as shootout_order
from preferred
where preference = 1
