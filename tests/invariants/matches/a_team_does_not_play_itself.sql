-- A match has two different teams. Nothing can be told of a match that has not, so that no exception accepts one.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

faults as (

    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        'match ' || match_id || ' has ' || home_team_id || ' both as home and as away team' as message
    from legs
    where home_team_id = away_team_id

)

select * from faults
where not {{ is_waived() }}
