-- A decision off the pitch that no score expresses says whom it sent through: one of the two teams,
-- both or neither.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

faults as (

    select
        tie_id as row_key,
        'tie ' || tie_id || ' has the decision ' || coalesce(off_pitch_decision, '(none)') || ' and off_pitch_advanced '
        || coalesce(off_pitch_advanced, '(blank)') || '; expected ' || team_1_id
        || coalesce(', ' || team_2_id, '') || ', both or neither' as message
    from ties
    where
        (off_pitch_decision is not null and off_pitch_decision != 'award' and off_pitch_advanced is null)
        or (off_pitch_advanced is not null and off_pitch_decision is null)
        or off_pitch_advanced not in (team_1_id, coalesce(team_2_id, ''), 'both', 'neither')

)

select * from faults
where not {{ is_waived() }}
