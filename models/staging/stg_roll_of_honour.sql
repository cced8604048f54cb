-- One row per season of a competition; if the title was shared, one row per champion. Values are typed, and blank
-- cells are null.
with

source as (

    select * from {{ raw_rows('roll_of_honour') }}

),

typed as (

    select
        {{ typed('competition_id') }} as competition_id,
        {{ typed('season', 'integer') }} as season,
        {{ typed('status') }} as status,
        {{ typed('champion_team_id') }} as champion_team_id,
        {{ typed('title_decided_by') }} as title_decided_by,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
