-- One row per team in a group of which there is something to say that no match tells. Values are typed, and blank cells
-- are null.
with

source as (

    select * from {{ raw_rows('group_results') }}

),

typed as (

    select
        {{ typed('group_id') }} as group_id,
        {{ typed('team_id') }} as team_id,
        {{ typed('points_deducted', 'integer') }} as points_deducted,
        {{ typed('lots_rank', 'integer') }} as lots_rank,
        {{ typed('rank_on_record', 'integer') }} as rank_on_record,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
