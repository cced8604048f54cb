-- A score is on record for both sides or for neither, and a shoot-out that was not annulled has a winner.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

faults as (

    select
        match_id as row_key,
        'match ' || match_id || ' has '
        || case
            when
                shootout_home_goals = shootout_away_goals
                then 'a level shoot-out, ' || shootout_home_goals || '-' || shootout_away_goals
            else 'a score for one side only'
        end as message
    from legs
    where
        (home_goals is null) != (away_goals is null)
        or (normal_time_home_goals is null) != (normal_time_away_goals is null)
        or (half_time_home_goals is null) != (half_time_away_goals is null)
        or (shootout_home_goals is null) != (shootout_away_goals is null)
        or (shootout_home_goals = shootout_away_goals and not coalesce(is_shootout_annulled, false))

)

select * from faults
where not {{ is_waived() }}
