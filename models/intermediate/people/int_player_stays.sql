-- One row per player in a match of whom the record says when he came on, was replaced or sent off, whether or not his
-- name is in the line-ups. Where it says two things, there are an earliest and a latest minute.
with

appearances as (

    select
        *,
        case when role = 'starter' then 0 else minute_on end as came_on
    from {{ ref('int_appearances_with_rulings') }}

),

-- a player may be noted as replaced in the row of the one who came on, and in no other
replaced as (

    select
        match_id,
        replaced_player_id as player_id,
        min(minute_on) as replaced_low,
        max(minute_on) as replaced_high
    from appearances
    where replaced_player_id != player_id
    group by match_id, replaced_player_id

),

dismissals as (

    select * from {{ ref('int_dismissals') }}

),

named as (

    select
        coalesce(appearances.match_id, replaced.match_id) as match_id,
        coalesce(appearances.player_id, replaced.player_id) as player_id,
        appearances.role,
        appearances.came_on,
        -- least and greatest pass over nulls
        least(appearances.minute_off, replaced.replaced_low) as replaced_low,
        greatest(appearances.minute_off, replaced.replaced_high) as replaced_high,
        appearances.minute_off is not null or replaced.player_id is not null as is_replaced
    from appearances
    full join replaced on appearances.match_id = replaced.match_id and appearances.player_id = replaced.player_id

)

select
    coalesce(named.match_id, dismissals.match_id) as match_id,
    coalesce(named.player_id, dismissals.player_id) as player_id,
    named.role,
    named.came_on,
    coalesce(named.is_replaced, false) as is_replaced,
    named.replaced_low,
    named.replaced_high,
    dismissals.player_id is not null as is_sent_off,
    dismissals.minute as sent_off,
    dismissals.minute_low as sent_off_low,
    dismissals.minute_high as sent_off_high,
    coalesce(dismissals.is_contested, false) as is_dismissal_contested
from named
full join dismissals on named.match_id = dismissals.match_id and named.player_id = dismissals.player_id
