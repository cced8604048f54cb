-- A score never falls between half-time, ninety minutes and the end, and rises after ninety minutes only if extra
-- time was played.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

faults as (

    select
        match_id as row_key,
        'match ' || match_id || ' was ' || coalesce(half_time_home_goals || '-' || half_time_away_goals, '?')
        || ' at half-time, ' || coalesce(normal_time_home_goals || '-' || normal_time_away_goals, '?')
        || ' after ninety minutes and ' || played_home_goals || '-' || played_away_goals || ' at the end'
        || case when went_to_extra_time then ' of extra time' else ' without extra time' end as message
    from matches
    where
        half_time_home_goals > coalesce(normal_time_home_goals, played_home_goals)
        or half_time_away_goals > coalesce(normal_time_away_goals, played_away_goals)
        or normal_time_home_goals > played_home_goals
        or normal_time_away_goals > played_away_goals
        or (
            not went_to_extra_time
            and (normal_time_home_goals != played_home_goals or normal_time_away_goals != played_away_goals)
        )

)

select * from faults
where not {{ is_waived() }}
