-- One row per group of a round, and whether every place in it is settled.
with

groups as (

    select * from {{ ref('int_groups_listed') }}

),

rules as (

    select * from {{ ref('int_group_rules') }}

),

teams as (

    select * from {{ ref('int_group_teams') }}

),

standings as (

    select * from {{ ref('int_group_standings') }}

),

counted as (

    select
        standings.group_id,
        count(*) as team_count,
        sum(teams.matches_on_record) / 2 as match_count,
        sum(teams.matches_played) / 2 as scored_match_count,
        sum(teams.goals_for) as goal_count,
        bool_and(standings.is_group_over) as is_over,
        bool_or(standings.is_rank_shared) as has_shared_rank,
        min({{ bytewise('standings.undecided_reason') }}) filter (where standings.is_rank_shared) as reason
    from standings
    inner join teams on standings.group_id = teams.group_id and standings.team_id = teams.team_id
    group by standings.group_id

)

select
    groups.group_id,
    groups.edition_id,
    groups.round_id,
    groups.stage_part,
    groups.group_name,
    groups.group_order,
    rules.group_rule_id,
    cast(coalesce(counted.team_count, 0) as integer) as team_count,
    cast(coalesce(counted.match_count, 0) as integer) as match_count,
    cast(coalesce(counted.scored_match_count, 0) as integer) as scored_match_count,
    cast(coalesce(counted.goal_count, 0) as integer) as goal_count,
    groups.places_that_advance,
    case
        when not coalesce(counted.is_over, false) then 'unfinished'
        when counted.has_shared_rank or counted.scored_match_count < counted.match_count then 'undetermined'
        else 'decided'
    end as status,
    case
        when coalesce(counted.match_count, 0) = 0 then 'no match is on record'
        when counted.scored_match_count < counted.match_count
            then
                cast(counted.match_count - counted.scored_match_count as integer) || ' of '
                || cast(counted.match_count as integer)
                || case
                    when counted.match_count - counted.scored_match_count = 1 then ' matches has no score'
                    else ' matches have no score'
                end
        when counted.is_over then counted.reason
        else 'not all teams have met as often as the others'
    end as undecided_reason
from groups
inner join rules on groups.group_id = rules.group_id
left join counted on groups.group_id = counted.group_id
