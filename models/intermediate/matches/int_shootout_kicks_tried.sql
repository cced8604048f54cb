-- One row per kick and order that is tried for its shoot-out, with the score after it, whether the shoot-out was then
-- decided, and whether the whole shoot-out fits that order.
with

places as (

    select * from {{ ref('int_shootout_kicks_placed') }}

),

kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

numbered as (

    select
        places.*,
        case when kicks.outcome = 'scored' then 1 else 0 end as is_goal,
        -- numbers through the shoot-out are the order, whatever that is
        row_number() over (
            partition by places.match_id, places.pattern, places.home_first
            order by case when places.numbering = 'through' then places.place_on_record else places.place end
        ) as kick_number,
        -- in blocks the second side may take as many as the first has taken
        case
            when places.pattern = 3
                then max(case when places.is_home = places.home_first then places.round_number end) over shootout
        end as block_length
    from places
    inner join kicks on places.kick_id = kicks.kick_id
    window shootout as (partition by places.match_id, places.pattern, places.home_first)

),

running as (

    select
        *,
        greatest(block_length, 5) as planned,
        cast(sum(is_home) over kicks_so_far as integer) as home_taken,
        cast(sum(1 - is_home) over kicks_so_far as integer) as away_taken,
        cast(sum(is_home * is_goal) over kicks_so_far as integer) as home_scored,
        cast(sum((1 - is_home) * is_goal) over kicks_so_far as integer) as away_scored
    from numbered
    window kicks_so_far as (
        partition by match_id, pattern, home_first order by kick_number rows unbounded preceding
    )

),

-- Decided: within the first five each, when one side can no longer be caught; after that, when
-- both have taken the same number and one has more. In blocks that is within the second block.
judged as (

    select
        *,
        home_scored
        > away_scored + greatest(planned - away_taken, case when home_taken > away_taken then 1 else 0 end)
        or away_scored
        > home_scored + greatest(planned - home_taken, case when away_taken > home_taken then 1 else 0 end) as is_over
    from running

)

select
    kick_id,
    match_id,
    numbering,
    recorded_order,
    pattern,
    shootout_order,
    home_first,
    place,
    place_on_record,
    cast(kick_number as integer) as kick_number,
    round_number,
    home_scored,
    away_scored,
    is_over,
    max(place) over shootout = count(*) over shootout as is_whole,
    min(case when place = place_on_record then 1 else 0 end) over shootout = 1 as is_as_on_record,
    coalesce(min(case when is_over then kick_number end) over shootout = count(*) over shootout, false) as ends_in_time
from judged
window shootout as (partition by match_id, pattern, home_first)
