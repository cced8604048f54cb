-- One row per goal. Kicks of a shoot-out are not goals; they are in shootout_kicks. Values are typed, and blank cells
-- are null.
with

source as (

    select * from {{ raw_rows('goals') }}

),

typed as (

    select
        {{ typed('goal_id') }} as goal_id,
        {{ typed('match_id') }} as match_id,
        {{ typed('goal_number', 'integer') }} as goal_number,
        {{ typed('team_id') }} as team_id,
        {{ typed('scorer_player_id') }} as scorer_player_id,
        {{ typed('scorer_team_id') }} as scorer_team_id,
        {{ typed('minute', 'minute') }} as minute,
        coalesce({{ typed('is_stoppage_time', 'boolean') }}, {{ says_stoppage_time('minute') }}) as is_stoppage_time,
        coalesce({{ typed('stoppage_minute', 'integer') }}, {{ stoppage_minute_in('minute') }}) as stoppage_minute,
        {{ typed('period') }} as period,
        {{ typed('minute_source_ids') }} as minute_source_ids,
        {{ typed('is_penalty', 'boolean') }} as is_penalty,
        {{ typed('is_own_goal', 'boolean') }} as is_own_goal,
        {{ typed('assist_player_id') }} as assist_player_id,
        {{ typed('second_assist_player_id') }} as second_assist_player_id,
        {{ typed('assist_source_ids') }} as assist_source_ids,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
