-- One row per team. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('teams') }}

),

typed as (

    select
        {{ typed('team_id') }} as team_id,
        {{ typed('team_name') }} as team_name,
        {{ typed('association_code') }} as association_code,
        {{ typed('source_ids') }} as source_ids
    from source

)

select * from typed
