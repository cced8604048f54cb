with

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

champions as (

    select * from {{ ref('int_champions') }}

),

ranking_rules as (

    select * from {{ ref('stg_ranking_rules') }}

),

team_matches as (

    select * from {{ ref('int_team_matches') }}

),

counted as (

    select * from {{ ref('int_matches_that_count') }}

),

records as (

    select
        team_matches.edition_id,
        team_matches.team_id,
        cast(count(*) as integer) as matches_played,
        cast(sum(case when team_matches.result = 'won' then 1 else 0 end) as integer) as won,
        cast(sum(case when team_matches.result = 'drawn' then 1 else 0 end) as integer) as drawn,
        cast(sum(case when team_matches.result = 'lost' then 1 else 0 end) as integer) as lost,
        cast(sum(team_matches.goals_for) as integer) as goals_for,
        cast(sum(team_matches.goals_against) as integer) as goals_against,
        cast(sum(team_matches.goal_difference) as integer) as goal_difference
    from team_matches
    inner join counted on team_matches.match_id = counted.match_id
    where team_matches.result is not null
    group by team_matches.edition_id, team_matches.team_id

),

-- where a team's way ended: in its last tie, lost or, where losers play for a place, won
last_ties as (

    select
        rounds.edition_id,
        tie_teams.team_id,
        tie_teams.has_advanced,
        rounds.round_code as exit_round_code,
        rounds.round_order,
        rounds.filled_by,
        row_number() over (
            partition by rounds.edition_id, tie_teams.team_id
            order by rounds.round_order desc nulls last, {{ bytewise('tie_teams.tie_id') }} asc
        ) as place_from_the_end
    from tie_teams
    inner join rounds on tie_teams.round_id = rounds.round_id

),

exits as (

    select
        last_ties.edition_id,
        last_ties.team_id,
        last_ties.exit_round_code,
        -- the winner of a tie of losers comes before its loser
        2 * last_ties.round_order + case when last_ties.has_advanced then 1 else 0 end as exit_order
    from last_ties
    left join champions on last_ties.edition_id = champions.edition_id and last_ties.team_id = champions.team_id
    where
        last_ties.place_from_the_end = 1
        and champions.team_id is null
        and (not last_ties.has_advanced or (last_ties.has_advanced and last_ties.filled_by = 'losers'))

),

champions_last as (

    select
        edition_id,
        team_id,
        cast(null as {{ dbt.type_string() }}) as exit_round_code,
        9999 as exit_order
    from champions

),

standings as (

    select * from exits
    union all
    select * from champions_last

),

-- teams whose way has not ended come before all whose way has
still_in as (

    select
        last_ties.edition_id,
        count(*) as team_count
    from last_ties
    left join standings on last_ties.edition_id = standings.edition_id and last_ties.team_id = standings.team_id
    where last_ties.place_from_the_end = 1 and standings.team_id is null
    group by last_ties.edition_id

),

editions_with_champion as (

    select distinct edition_id
    from champions

),

measured as (

    select
        standings.edition_id,
        standings.team_id,
        standings.exit_round_code,
        standings.exit_order,
        case when editions_with_champion.edition_id is null then coalesce(still_in.team_count, 0) else 0 end
            as teams_still_in,
        ranking_rules.ranking_rule_id,
        ranking_rules.criterion,
        case ranking_rules.criterion when 'total_goal_difference' then records.goal_difference end as criterion_value,
        coalesce(records.matches_played, 0) as matches_played,
        coalesce(records.won, 0) as won,
        coalesce(records.drawn, 0) as drawn,
        coalesce(records.lost, 0) as lost,
        coalesce(records.goals_for, 0) as goals_for,
        coalesce(records.goals_against, 0) as goals_against,
        coalesce(records.goal_difference, 0) as goal_difference
    from standings
    inner join editions on standings.edition_id = editions.edition_id
    left join still_in on standings.edition_id = still_in.edition_id
    left join editions_with_champion on standings.edition_id = editions_with_champion.edition_id
    left join records on standings.edition_id = records.edition_id and standings.team_id = records.team_id
    left join ranking_rules
        on
            editions.competition_id = ranking_rules.competition_id
            and editions.season between ranking_rules.first_season
            and coalesce(ranking_rules.last_season, editions.season)
            and standings.exit_round_code = ranking_rules.exit_round_code

),

ranked as (

    select
        *,
        cast(
            teams_still_in
            + rank() over (partition by edition_id order by exit_order desc, criterion_value desc nulls last)
            as integer
        ) as team_rank,
        count(*) over (partition by edition_id, exit_order) as teams_out_in_round
    from measured

)

select
    *,
    case
        when exit_round_code is null then 'champion'
        when teams_out_in_round = 1 then 'exit_round'
        when criterion_value is null then 'exit_round_shared'
        else criterion
    end as ranked_by
from ranked
