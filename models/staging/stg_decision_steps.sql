-- One row per step that can decide a tie. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('decision_steps') }}

),

typed as (

    select
        {{ typed('step') }} as step,
        {{ typed('stages') }} as stages,
        {{ typed('compares') }} as compares,
        {{ typed('shows_level_before', 'boolean') }} as shows_level_before,
        {{ typed('is_in_timeline', 'boolean') }} as is_in_timeline,
        {{ typed('ends_play', 'boolean') }} as ends_play,
        {{ typed('ahead_in_words') }} as ahead_in_words,
        {{ typed('step_name') }} as step_name,
        {{ typed('step_name_zh_hant') }} as step_name_zh_hant
    from source

)

select * from typed
