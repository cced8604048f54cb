-- On the roll of honour a completed edition has a champion, and one that was not held has none.
with

roll_of_honour as (

    select * from {{ ref('stg_roll_of_honour') }}

),

faults as (

    select
        competition_id || '/' || season as row_key,
        'on the roll of honour ' || season || ' of ' || competition_id || ' is ' || status || ' and '
        || case when champion_team_id is null then 'without a champion' else 'won by ' || champion_team_id end
            as message
    from roll_of_honour
    where
        (status = 'completed' and champion_team_id is null)
        or (status in ('cancelled', 'not_held') and champion_team_id is not null)

)

select * from faults
where not {{ is_waived() }}
