-- A match has two different teams, and so has a tie. Nothing can be told of one that has not, so that no exception
-- accepts it.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

ties as (

    select * from {{ ref('stg_ties') }}

),

faults as (

    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        'match ' || match_id || ' has ' || home_team_id || ' both as home and as away team' as message
    from legs
    where home_team_id = away_team_id
    union all
    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        'tie ' || tie_id || ' has ' || team_1_id || ' both as team 1 and as team 2' as message
    from ties
    where team_1_id = team_2_id

)

select * from faults
where not {{ is_waived() }}
