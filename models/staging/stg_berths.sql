-- One row per berth: a place in another competition that an edition gives. Values are typed, and blank cells are
-- null.
with

source as (

    select * from {{ raw_rows('berths') }}

),

typed as (

    select
        {{ typed('berth_id') }} as berth_id,
        {{ typed('competition_id') }} as competition_id,
        {{ typed('first_season', 'integer') }} as first_season,
        {{ typed('last_season', 'integer') }} as last_season,
        {{ typed('best_rank', 'integer') }} as best_rank,
        {{ typed('excluded_association_code') }} as excluded_association_code,
        {{ typed('qualifies_for') }} as qualifies_for,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
