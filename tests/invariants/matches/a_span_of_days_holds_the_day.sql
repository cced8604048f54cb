-- The span of days in which a match may have been played begins before it ends, and holds the day, if that is known.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

faults as (

    select
        match_id as row_key,
        'match ' || match_id || ' was played from ' || coalesce(cast(played_from as {{ dbt.type_string() }}), '?')
        || ' to ' || coalesce(cast(played_to as {{ dbt.type_string() }}), '?')
        || coalesce(' and on ' || cast(played_on as {{ dbt.type_string() }}), '')
        || '; correct played_from, played_to or played_on' as message
    from legs
    where played_from > played_to or played_on < played_from or played_on > played_to

)

select * from faults
where not {{ is_waived() }}
