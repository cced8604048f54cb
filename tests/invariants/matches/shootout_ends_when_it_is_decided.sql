-- A shoot-out whose kicks are on record ends with the kick that decides it.
with

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

kicks_by_match as (

    select
        match_id,
        max(kick_number) as last_kick,
        min(case when is_over then kick_number end) as deciding_kick
    from kicks
    group by match_id

),

faults as (

    select
        match_id as row_key,
        'the shoot-out of match ' || match_id || ' has ' || last_kick || ' kicks, but '
        || coalesce('kick ' || deciding_kick || ' had decided it', 'none of them decided it') as message
    from kicks_by_match
    where coalesce(deciding_kick, -1) != last_kick

)

select * from faults
where not {{ is_waived() }}
