-- One row per rule that decides ties, for a competition, a span of seasons and some or all rounds. Values are typed,
-- and blank cells are null.
with

source as (

    select * from {{ raw_rows('tie_rules') }}

),

typed as (

    select
        {{ typed('tie_rule_id') }} as tie_rule_id,
        {{ typed('competition_id') }} as competition_id,
        {{ typed('first_season', 'integer') }} as first_season,
        {{ typed('last_season', 'integer') }} as last_season,
        {{ typed('round_codes') }} as round_codes,
        {{ typed('zones') }} as zones,
        {{ typed('matches_per_tie', 'integer') }} as matches_per_tie,
        {{ typed('ends_when_won', 'boolean') }} as ends_when_won,
        {{ typed('holds_kicks_always', 'boolean') }} as holds_kicks_always,
        {{ typed('counts_away_goals_anywhere', 'boolean') }} as counts_away_goals_anywhere,
        {{ typed('confidence') }} as confidence,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
