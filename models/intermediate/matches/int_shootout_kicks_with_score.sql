-- One row per kick of a shoot-out, with the score after it, its round, and whether it decided the shoot-out.
with

kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

sides as (

    select
        kicks.*,
        matches.edition_id,
        matches.tie_id,
        case when kicks.team_id = matches.home_team_id then 1 else 0 end as is_home,
        case when kicks.outcome = 'scored' then 1 else 0 end as is_goal
    from kicks
    inner join matches on kicks.match_id = matches.match_id

),

running as (

    select
        *,
        cast(sum(is_home) over kicks_so_far as integer) as home_taken,
        cast(sum(1 - is_home) over kicks_so_far as integer) as away_taken,
        cast(sum(is_home * is_goal) over kicks_so_far as integer) as home_scored,
        cast(sum((1 - is_home) * is_goal) over kicks_so_far as integer) as away_scored
    from sides
    window kicks_so_far as (partition by match_id order by kick_number rows unbounded preceding)

),

-- Decided: within the first five each, when one side can no longer be caught; after that, when
-- both have taken the same number and one has more.
judged as (

    select
        *,
        case when is_home = 1 then home_taken else away_taken end as round_number,
        home_scored > away_scored + greatest(5 - away_taken, case when home_taken > away_taken then 1 else 0 end)
        or away_scored > home_scored + greatest(5 - home_taken, case when away_taken > home_taken then 1 else 0 end)
            as is_over
    from running

)

select
    kick_id,
    match_id,
    edition_id,
    tie_id,
    team_id,
    player_id,
    kick_number,
    round_number,
    outcome,
    is_goal = 1 as is_scored,
    home_scored as home_goals_after,
    away_scored as away_goals_after,
    round_number > 5 as is_sudden_death,
    is_over and not coalesce(lag(is_over) over (partition by match_id order by kick_number), false) as is_decisive,
    is_over,
    source_ids,
    remark
from judged
