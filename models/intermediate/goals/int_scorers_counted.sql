-- One row per player who scored in an edition, or may have: his goals in the matches that count, and their range.
-- A contested goal may be taken from the player who has it and given to another.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}
    where not is_own_goal

),

matches as (

    select * from {{ ref('int_matches_that_count') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    where subject_type = 'goal' and attribute = 'scorer_player_id' and status = 'contested'

),

scorers as (

    select
        match_id,
        scorer_player_id as player_id,
        scorer_team_id as team_id,
        true as is_adopted,
        is_contested,
        is_penalty
    from goals
    where scorer_player_id is not null
    union all
    select
        goals.match_id,
        alternatives.other_value as player_id,
        goals.scorer_team_id as team_id,
        false as is_adopted,
        goals.is_contested,
        goals.is_penalty
    from alternatives
    inner join goals on alternatives.subject_id = goals.goal_id

)

select
    matches.edition_id,
    scorers.player_id,
    max({{ bytewise('scorers.team_id') }}) as team_id,
    cast(count(*) filter (where scorers.is_adopted) as integer) as goals,
    cast(count(*) filter (where scorers.is_adopted and not scorers.is_contested) as integer) as goals_low,
    cast(count(*) as integer) as goals_high,
    cast(count(*) filter (where scorers.is_adopted and scorers.is_penalty) as integer) as penalties
from scorers
inner join matches on scorers.match_id = matches.match_id
group by matches.edition_id, scorers.player_id
