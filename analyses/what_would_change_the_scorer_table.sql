-- Which contested goals could change the scorer table, and for whom?
-- For each contested goal: who would lose it, who would gain it, and the rank that each would then have.
-- One goal is moved at a time; all others stay with the player adopted.
with

scorers as (

    select * from rpt_top_scorers

),

contested as (

    select * from fct_rulings
    where attribute = 'scorer_player_id' and ruling_status = 'contested'

),

-- one row per player that the goal may belong to instead
alternatives as (

    select distinct
        contested.ruling_id,
        contested.edition_id,
        contested.subject_id as goal_id,
        contested.adopted_value as loser_id,
        claims.parsed_value as gainer_id
    from contested
    inner join fct_claims as claims on contested.ruling_id = claims.ruling_id

),

moved as (

    select
        alternatives.goal_id,
        alternatives.gainer_id,
        scorers.edition_id,
        scorers.player_id,
        scorers.player_name,
        scorers.goals,
        scorers.scorer_rank,
        scorers.goals
        + case scorers.player_id
            when alternatives.gainer_id then 1
            when alternatives.loser_id then -1
            else 0
        end as goals_then
    from alternatives
    inner join scorers on alternatives.edition_id = scorers.edition_id

),

ranked as (

    select
        *,
        rank() over (partition by goal_id, gainer_id order by goals_then desc) as rank_then
    from moved
    where goals_then > 0

)

select
    goal_id,
    gainer_id as if_scored_by,
    player_name,
    goals,
    goals_then,
    scorer_rank,
    rank_then
from ranked
where goals != goals_then or scorer_rank != rank_then
order by
    goal_id,
    if_scored_by,
    rank_then,
    player_name
