-- One row per rule that ranks the teams that went out in the same round. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('ranking_rules') }}

),

typed as (

    select
        {{ typed('ranking_rule_id') }} as ranking_rule_id,
        {{ typed('competition_id') }} as competition_id,
        {{ typed('first_season', 'integer') }} as first_season,
        {{ typed('last_season', 'integer') }} as last_season,
        {{ typed('exit_round_code') }} as exit_round_code,
        {{ typed('criterion') }} as criterion,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
