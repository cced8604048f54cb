-- One row per measure of a player of which the largest may be a record: his goals in a match, in an edition, and in all
-- editions. Of goals whose scorer is on record; a contested one counts for the player adopted.
with

matches as (

    select
        matches.*,
        editions.competition_id
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id
    inner join {{ ref('int_editions_listed') }} as editions on matches.edition_id = editions.edition_id

),

goals_by_match as (

    select
        match_id,
        scorer_player_id as player_id,
        scorer_team_id as team_id,
        cast(count(*) as integer) as goals
    from {{ ref('int_goals_with_rulings') }}
    where scorer_player_id is not null and not is_own_goal
    group by match_id, scorer_player_id, scorer_team_id

),

goals_by_edition as (

    select
        scorers.*,
        editions.competition_id
    from {{ ref('int_scorers_counted') }} as scorers
    inner join {{ ref('int_editions_listed') }} as editions on scorers.edition_id = editions.edition_id
    where scorers.goals > 0

)

select
    'player_match_goals' as measure,
    matches.competition_id,
    matches.stage_part,
    matches.edition_id,
    matches.tie_id,
    matches.match_id,
    goals_by_match.player_id,
    goals_by_match.team_id,
    cast(null as {{ dbt.type_string() }}) as decided_by,
    matches.played_on as happened_on,
    goals_by_match.goals as record_value
from goals_by_match
inner join matches on goals_by_match.match_id = matches.match_id
union all
select
    'player_edition_goals' as measure,
    competition_id,
    stage_part,
    edition_id,
    cast(null as {{ dbt.type_string() }}) as tie_id,
    cast(null as {{ dbt.type_string() }}) as match_id,
    player_id,
    team_id,
    cast(null as {{ dbt.type_string() }}) as decided_by,
    cast(null as date) as happened_on,
    goals as record_value
from goals_by_edition
union all
select
    'player_goals' as measure,
    competition_id,
    stage_part,
    cast(null as {{ dbt.type_string() }}) as edition_id,
    cast(null as {{ dbt.type_string() }}) as tie_id,
    cast(null as {{ dbt.type_string() }}) as match_id,
    player_id,
    cast(null as {{ dbt.type_string() }}) as team_id,
    cast(null as {{ dbt.type_string() }}) as decided_by,
    cast(null as date) as happened_on,
    cast(sum(goals) as integer) as record_value
from goals_by_edition
group by competition_id, stage_part, player_id
