-- The goals in the scorer ranking, the own goals and the goals of unknown scorers add up to all goals of the
-- matches of the proper part that count.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

counted as (

    select * from {{ ref('int_matches_that_count') }}
    where stage_part = 'proper'

),

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

),

goals_by_edition as (

    select
        counted.edition_id,
        count(*) as goal_count,
        sum(case when goals.is_own_goal or goals.scorer_player_id is null then 1 else 0 end) as without_scorer
    from goals
    inner join counted on goals.match_id = counted.match_id
    group by counted.edition_id

),

scorers_by_edition as (

    select
        edition_id,
        sum(goals) as goals
    from scorers
    group by edition_id

),

faults as (

    select
        goals_by_edition.edition_id as row_key,
        'edition ' || goals_by_edition.edition_id || ' has ' || goals_by_edition.goal_count || ' goals, '
        || goals_by_edition.without_scorer || ' of them own goals or by unknown scorers, but its scorers have '
        || coalesce(scorers_by_edition.goals, 0) as message
    from goals_by_edition
    left join scorers_by_edition on goals_by_edition.edition_id = scorers_by_edition.edition_id
    where goals_by_edition.goal_count - goals_by_edition.without_scorer != coalesce(scorers_by_edition.goals, 0)

)

select * from faults
where not {{ is_waived() }}
