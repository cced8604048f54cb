-- One row per team sheet that is known to exist, whether or not its names are on record. A team without a row here
-- has no team sheet for the match. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('team_sheets') }}

),

typed as (

    select
        {{ typed('match_id') }} as match_id,
        {{ typed('team_id') }} as team_id,
        {{ typed('completeness') }} as completeness,
        {{ typed('starters_count', 'integer') }} as starters_count,
        {{ typed('substitutes_count', 'integer') }} as substitutes_count,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
