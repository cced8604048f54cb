-- The goals of a match add up to the score that was played. If not every goal is on record, they may add up to
-- less, but never to more.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

goals_by_team as (

    select
        match_id,
        team_id,
        count(*) as goal_count
    from goals
    group by match_id, team_id

),

compared as (

    select
        matches.match_id,
        matches.has_all_goals,
        matches.played_home_goals,
        matches.played_away_goals,
        coalesce(home.goal_count, 0) as home_goal_rows,
        coalesce(away.goal_count, 0) as away_goal_rows
    from matches
    left join goals_by_team as home on matches.match_id = home.match_id and matches.home_team_id = home.team_id
    left join goals_by_team as away on matches.match_id = away.match_id and matches.away_team_id = away.team_id

),

faults as (

    select
        match_id as row_key,
        'match ' || match_id || ' ended ' || played_home_goals || '-' || played_away_goals
        || ', but its goals add up to ' || home_goal_rows || '-' || away_goal_rows as message
    from compared
    where
        home_goal_rows > played_home_goals
        or away_goal_rows > played_away_goals
        or (has_all_goals and (home_goal_rows != played_home_goals or away_goal_rows != played_away_goals))

)

select * from faults
where not {{ is_waived() }}
