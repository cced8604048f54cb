-- One row per rule that orders groups, for a competition, a span of seasons and some or all rounds. Values are typed,
-- and blank cells are null.
with

source as (

    select * from {{ raw_rows('group_rules') }}

),

typed as (

    select
        {{ typed('group_rule_id') }} as group_rule_id,
        {{ typed('competition_id') }} as competition_id,
        {{ typed('first_season', 'integer') }} as first_season,
        {{ typed('last_season', 'integer') }} as last_season,
        {{ typed('round_codes') }} as round_codes,
        {{ typed('zones') }} as zones,
        {{ typed('points_for_win', 'integer') }} as points_for_win,
        {{ typed('confidence') }} as confidence,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
