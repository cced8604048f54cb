-- What came of an abandoned match fits its kind and its score: one that was replayed or void is annulled and awarded to
-- nobody, one that stood is neither, and an awarded one has its score from the award.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

faults as (

    select
        match_id as row_key,
        'match ' || match_id || ' was abandoned'
        || coalesce(' in minute ' || cast(abandoned_minute as {{ dbt.type_string() }}), '') || ' and ' || abandonment
        || ', but '
        || case
            when abandonment != 'awarded' and is_awarded then 'is_awarded is true'
            when abandonment = 'awarded' and not is_awarded then 'is_awarded is false'
            else 'match_type is annulled'
        end
        || '; correct one of the two' as message
    from legs
    where
        (abandonment != 'awarded' and is_awarded)
        or (abandonment = 'awarded' and not is_awarded)
        or (abandonment in ('stood', 'awarded') and match_type = 'annulled')

)

select * from faults
where not {{ is_waived() }}
