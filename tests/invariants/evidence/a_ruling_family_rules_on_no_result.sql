-- A score, a scorer, a man sent off, who advanced and who won are each weighed by themselves: a ruling on one of them
-- gives its own reason. A family rules on the rest.
with

families as (

    select
        ruling_family_id,
        subject_type,
        {{ list_items('attributes') }} as attribute
    from {{ ref('stg_ruling_families') }}

),

faults as (

    select
        ruling_family_id as row_key,
        'family ' || ruling_family_id || ' rules on ' || attribute || ' of every ' || subject_type
        || '; give each of them a ruling of its own, with its reason' as message
    from families
    where
        (subject_type = 'match' and attribute in ('score', 'half_time_score', 'score_by_period'))
        or (subject_type = 'goal' and attribute in ('scorer_player_id', 'assist_player_id'))
        or (subject_type = 'booking' and attribute = 'player_id')
        or (subject_type = 'tie' and attribute in ('advanced_team_id', 'aggregate', 'decided_by'))
        or (subject_type = 'edition' and attribute = 'champion')

)

select * from faults
where not {{ is_waived() }}
