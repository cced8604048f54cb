-- One row per match with rulings: the values that they adopt, null for a fact without a ruling.
with

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'match'

),

adopted as (

    select
        subject_id as match_id,
        max(adopted_value) filter (where attribute = 'played_on') as played_on,
        max(adopted_value) filter (where attribute = 'kick_off') as kick_off,
        max(adopted_value) filter (where attribute = 'score') as score,
        max(adopted_value) filter (where attribute = 'attendance') as attendance,
        max(adopted_value) filter (where attribute = 'referee') as referee
    from rulings
    group by subject_id

)

select
    match_id,
    {{ tried_cast('played_on', 'date') }} as played_on,
    kick_off,
    {{ tried_cast(dbt.split_part('score', "'-'", 1), 'integer') }} as home_goals,
    {{ tried_cast(dbt.split_part('score', "'-'", 2), 'integer') }} as away_goals,
    {{ tried_cast('attendance', 'integer') }} as attendance,
    referee
from adopted
