-- One row per player who scored in an edition, or is named for a contested goal, with his rank and its range: what
-- contested goals, and goals of which nobody knows the scorer, leave possible. Players with as many goals share a rank.
with

teams as (

    select * from {{ ref('int_team_goals_covered') }}
    where stage_part = 'proper'

),

scorers as (

    select
        counted.*,
        cast(rank() over (partition by counted.edition_id order by counted.goals desc) as integer) as scorer_rank,
        teams.goals_without_scorer as team_goals_without_scorer,
        -- with every goal of his team of which nobody knows the scorer. Null: there may be any number
        counted.goals_high + teams.goals_without_scorer as goals_at_most
    from {{ ref('int_scorers_counted') }} as counted
    left join teams on counted.edition_id = teams.edition_id and counted.team_id = teams.team_id
    where counted.stage_part = 'proper'

),

-- only where something is contested or unknown can a rank move, so only there is everybody compared
open_editions as (

    select edition_id
    from scorers
    where goals_low < goals_high
    union
    select edition_id
    from teams
    where coalesce(goals_without_scorer, 1) > 0

),

-- many players have the same figures
alike as (

    select
        edition_id,
        goals_low,
        goals_high,
        goals_at_most,
        count(*) as players
    from scorers
    where edition_id in (select open_editions.edition_id from open_editions)
    group by edition_id, goals_low, goals_high, goals_at_most

),

levels as (

    select distinct
        edition_id,
        goals_low
    from alike

),

-- players whom nobody names: of k goals of one team, at most k / (g + 1) of them can have more than g each
unnamed as (

    select
        levels.edition_id,
        levels.goals_low,
        {{ sum_if_known('floor(teams.goals_without_scorer / (levels.goals_low + 1))') }} as players
    from levels
    inner join teams on levels.edition_id = teams.edition_id
    group by levels.edition_id, levels.goals_low

),

-- how many others are ahead of him at the fewest and at the most, first by contested goals alone
ahead as (

    select
        mine.edition_id,
        mine.player_id,
        sum(case when theirs.goals_low > mine.goals_high then theirs.players else 0 end) as contested_fewest,
        sum(case when theirs.goals_low > mine.goals_at_most then theirs.players else 0 end) as fewest,
        -- he himself is not ahead of himself
        sum(case when theirs.goals_high > mine.goals_low then theirs.players else 0 end)
        - max(case when mine.goals_high > mine.goals_low then 1 else 0 end) as contested_most,
        sum(case when coalesce(theirs.goals_at_most > mine.goals_low, true) then theirs.players else 0 end)
        - max(case when coalesce(mine.goals_at_most > mine.goals_low, true) then 1 else 0 end) as named_most
    from scorers as mine
    inner join alike as theirs on mine.edition_id = theirs.edition_id
    group by mine.edition_id, mine.player_id

)

select
    scorers.edition_id,
    scorers.player_id,
    scorers.team_id,
    scorers.goals,
    scorers.goals_low,
    scorers.goals_high,
    scorers.penalties,
    scorers.team_goals_without_scorer,
    scorers.scorer_rank,
    case when ahead.player_id is null then scorers.scorer_rank else cast(1 + ahead.fewest as integer) end as rank_best,
    case
        when ahead.player_id is null then scorers.scorer_rank
        else cast(1 + ahead.named_most + unnamed.players as integer)
    end as rank_worst,
    coalesce(ahead.contested_fewest < ahead.contested_most, false) as rests_on_contested_goal,
    ahead.player_id is not null
    and coalesce(
        ahead.fewest < ahead.contested_fewest or ahead.named_most + unnamed.players > ahead.contested_most, true
    ) as rests_on_goal_without_scorer
from scorers
left join ahead on scorers.edition_id = ahead.edition_id and scorers.player_id = ahead.player_id
left join unnamed on scorers.edition_id = unnamed.edition_id and scorers.goals_low = unnamed.goals_low
