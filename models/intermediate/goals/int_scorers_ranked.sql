-- One row per player who scored in an edition, or is named for a contested goal, with his rank and its range. Players
-- with as many goals share a rank.
with

scorers as (

    select * from {{ ref('int_scorers_counted') }}
    where stage_part = 'proper'

),

ranked as (

    select
        *,
        cast(rank() over (partition by edition_id order by goals desc) as integer) as scorer_rank
    from scorers

),

-- only where something is contested can a rank move, so only there is everybody compared
contested_editions as (

    select distinct edition_id
    from scorers
    where goals_low < goals_high

),

bounds as (

    select
        mine.edition_id,
        mine.player_id,
        cast(1 + count(*) filter (where theirs.goals_low > mine.goals_high) as integer) as rank_best,
        cast(1 + count(*) filter (where theirs.goals_high > mine.goals_low) as integer) as rank_worst
    from scorers as mine
    inner join contested_editions on mine.edition_id = contested_editions.edition_id
    inner join scorers as theirs on mine.edition_id = theirs.edition_id and mine.player_id != theirs.player_id
    group by mine.edition_id, mine.player_id

)

select
    ranked.edition_id,
    ranked.player_id,
    ranked.team_id,
    ranked.goals,
    ranked.goals_low,
    ranked.goals_high,
    ranked.penalties,
    ranked.scorer_rank,
    coalesce(bounds.rank_best, ranked.scorer_rank) as rank_best,
    coalesce(bounds.rank_worst, ranked.scorer_rank) as rank_worst
from ranked
left join bounds on ranked.edition_id = bounds.edition_id and ranked.player_id = bounds.player_id
