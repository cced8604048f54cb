-- Who scored the most in each edition, own goals left out, equals on one rank: the fastest single statement we could write, on
-- the raw files of a synthetic cup in the folder that the variable cup names.
with

legs as (
    select match_id, competition_id || '_' || season as edition_id
    from read_parquet(getvariable('cup') || '/legs.parquet')
),

scorers as materialized (
    select
        legs.edition_id,
        goals.scorer_player_id as player_id,
        count(*) as goals
    from read_parquet(getvariable('cup') || '/goals.parquet') as goals
    inner join legs on goals.match_id = legs.match_id
    where not goals.is_own_goal
    group by all
),

-- Few numbers of goals occur in an edition: ranking those is faster than sorting the players.
ranks as (
    select
        edition_id,
        goals,
        cast(1 + coalesce(sum(count(*)) over (
            partition by edition_id order by goals desc rows between unbounded preceding and 1 preceding
        ), 0) as bigint) as scorer_rank
    from scorers
    group by edition_id, goals
)

select
    scorers.edition_id,
    scorers.player_id,
    scorers.goals,
    ranks.scorer_rank
from scorers
inner join ranks on scorers.edition_id = ranks.edition_id and scorers.goals = ranks.goals
