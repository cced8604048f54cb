-- One row per rule set: a rule that is tried on ties that were played under another one. Values are typed, and blank
-- cells are null.
with

source as (

    select * from {{ raw_rows('rule_sets') }}

),

typed as (

    select
        {{ typed('rule_set_id') }} as rule_set_id,
        {{ typed('rule_set_name') }} as rule_set_name,
        {{ typed('points_for_win', 'integer') }} as points_for_win,
        {{ typed('matches_per_tie', 'integer') }} as matches_per_tie
    from source

)

select * from typed
