-- One row per goal with rulings: the values that they adopt, null for a fact without a ruling, and the range of the
-- other minutes that a contested ruling or a contested family leaves possible. A family adopts nothing new.
with

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'goal'

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    where subject_type = 'goal' and attribute = 'minute' and status = 'contested'

),

adopted as (

    select
        subject_id as goal_id,
        max(adopted_value) filter (where attribute = 'scorer_player_id') as scorer_player_id,
        max(ruling_id) filter (where attribute = 'scorer_player_id' and status = 'contested')
            as contested_scorer_ruling_id,
        -- a ruling may say that nobody made the goal
        bool_or(attribute = 'assist_player_id') as is_assist_ruled,
        max(adopted_value) filter (where attribute = 'assist_player_id') as assist_player_id,
        max(adopted_value) filter (where attribute = 'goal_number') as goal_number,
        max(adopted_value) filter (where attribute = 'minute') as printed_minute
    from rulings
    group by subject_id

),

open_minutes as (

    select
        subject_id as goal_id,
        min({{ tried_cast(dbt.split_part('other_value', "'+'", 1), 'integer') }}) as earliest_minute,
        max({{ tried_cast(dbt.split_part('other_value', "'+'", 1), 'integer') }}) as latest_minute
    from alternatives
    where {{ tried_cast(dbt.split_part('other_value', "'+'", 1), 'integer') }} between 1 and 240
    group by subject_id

)

select
    coalesce(adopted.goal_id, open_minutes.goal_id) as goal_id,
    adopted.scorer_player_id,
    adopted.contested_scorer_ruling_id,
    coalesce(adopted.is_assist_ruled, false) as is_assist_ruled,
    adopted.assist_player_id,

    {{ tried_cast('adopted.goal_number', 'integer') }} as goal_number,
    adopted.printed_minute,
    case
        when {{ tried_cast(dbt.split_part('adopted.printed_minute', "'+'", 1), 'integer') }} between 1 and 240
            then {{ tried_cast(dbt.split_part('adopted.printed_minute', "'+'", 1), 'integer') }}
    end as minute,
    {{ tried_cast(dbt.split_part('adopted.printed_minute', "'+'", 2), 'integer') }} as stoppage_minute,
    open_minutes.earliest_minute,
    open_minutes.latest_minute
from adopted
full outer join open_minutes on adopted.goal_id = open_minutes.goal_id
