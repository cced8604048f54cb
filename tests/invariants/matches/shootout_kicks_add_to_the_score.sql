-- The kicks scored in a shoot-out add up to its score, if the kicks are on record.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

kicks_by_match as (

    select
        matches.match_id,
        sum(case when kicks.is_scored and kicks.team_id = matches.home_team_id then 1 else 0 end) as home_kicks,
        sum(case when kicks.is_scored and kicks.team_id = matches.away_team_id then 1 else 0 end) as away_kicks
    from matches
    inner join kicks on matches.match_id = kicks.match_id
    group by matches.match_id

),

faults as (

    select
        matches.match_id as row_key,
        'match ' || matches.match_id || ' has a shoot-out of '
        || coalesce(matches.shootout_home_goals || '-' || matches.shootout_away_goals, 'no score')
        || ', but its kicks add up to ' || kicks_by_match.home_kicks || '-' || kicks_by_match.away_kicks as message
    from matches
    inner join kicks_by_match on matches.match_id = kicks_by_match.match_id
    where
        coalesce(matches.shootout_home_goals, -1) != kicks_by_match.home_kicks
        or coalesce(matches.shootout_away_goals, -1) != kicks_by_match.away_kicks

)

select * from faults
where not {{ is_waived() }}
