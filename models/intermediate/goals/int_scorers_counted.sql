-- One row per player who scored in a part of an edition, qualifying or proper, or may have: his goals in the matches
-- that count, and their range. A contested goal may be taken from the player who has it and given to another. Own goals
-- are nobody's; whoever is named for a contested goal has a row all the same.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}
    where not is_own_goal

),

candidates as (

    select * from {{ ref('int_goal_candidates') }}
    where is_contested

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

scorers as (

    select
        match_id,
        scorer_player_id as player_id,
        scorer_team_id as team_id,
        1 as goals,
        case when is_contested then 0 else 1 end as goals_low,
        1 as goals_high,
        case when is_penalty then 1 else 0 end as penalties
    from goals
    where scorer_player_id is not null
    union all
    -- who may have scored, and who can only have scored an own goal
    select
        match_id,
        player_id,
        team_id,
        0 as goals,
        0 as goals_low,
        case when is_own_goal or is_adopted then 0 else 1 end as goals_high,
        0 as penalties
    from candidates

)

select
    matches.edition_id,
    matches.stage_part,
    scorers.player_id,
    max({{ bytewise('scorers.team_id') }}) as team_id,
    cast(sum(scorers.goals) as integer) as goals,
    cast(sum(scorers.goals_low) as integer) as goals_low,
    cast(sum(scorers.goals_high) as integer) as goals_high,
    cast(sum(scorers.penalties) as integer) as penalties
from scorers
inner join matches on scorers.match_id = matches.match_id
group by matches.edition_id, matches.stage_part, scorers.player_id
