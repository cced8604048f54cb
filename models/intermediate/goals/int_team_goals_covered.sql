-- One row per team in a part of an edition, qualifying or proper: its goals in the matches that count, and of how many
-- the scorer is known. Of goals scored on the pitch, whatever was awarded.
with

matches as (

    select matches.*
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id

),

goals_by_side as (

    select
        match_id,
        team_id,
        count(*) as on_record,
        count(scorer_player_id) as with_scorer,
        -- nobody's goal: of the own goals of others, nobody has to be found
        count(*) filter (where is_own_goal and scorer_player_id is null) as of_nobody
    from {{ ref('int_goals_with_rulings') }}
    group by match_id, team_id

),

sides as (

    {%- for side in ['home', 'away'] %}
        select
            match_id,
            edition_id,
            stage_part,
            {{ side }}_team_id as team_id,
            played_{{ side }}_goals as goals,
            -- a match with a day that was announced, and none on which it was played, was not played
            played_{{ side }}_goals is null and (scheduled_on is null or played_from is not null) as has_unknown_score
        from matches
        {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

told as (

    select
        sides.edition_id,
        sides.stage_part,
        sides.team_id,
        -- by the score, or by the goals on record where there are more of them
        greatest(coalesce(sides.goals, 0), coalesce(goals_by_side.on_record, 0)) as goals,
        coalesce(goals_by_side.with_scorer, 0) as with_scorer,
        coalesce(goals_by_side.of_nobody, 0) as of_nobody,
        sides.has_unknown_score
    from sides
    left join goals_by_side on sides.match_id = goals_by_side.match_id and sides.team_id = goals_by_side.team_id

)

select
    edition_id,
    stage_part,
    team_id,
    cast(sum(goals) as integer) as goals,
    cast(sum(with_scorer) as integer) as goals_with_scorer,
    case when not bool_or(has_unknown_score) then cast(sum(goals - with_scorer - of_nobody) as integer) end
        as goals_without_scorer
from told
group by edition_id, stage_part, team_id
