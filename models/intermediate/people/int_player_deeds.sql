-- One row per player who scored, made a goal or took a kick in a match, which shows that he was on the pitch, and
-- when. A goal whose scorer is contested shows nothing of him.
with

deeds as (

    select * from {{ ref('int_deeds_listed') }}
    where deed in ('scored', 'assisted', 'took a kick')

)

select
    match_id,
    player_id,
    min(latest_minute) as first_seen,
    max(earliest_minute) as last_seen,
    bool_or(deed = 'took a kick') as has_taken_a_kick
from deeds
group by match_id, player_id
