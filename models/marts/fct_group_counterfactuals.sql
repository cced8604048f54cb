-- One row per group, rule set for groups and team: its place under that rule set, and whether it is another than it
-- was.
with

groups as (

    select * from {{ ref('int_groups_listed') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

standings as (

    select
        *,
        count(case when has_advanced then 1 end) over (partition by group_id) as teams_that_advanced
    from {{ ref('int_group_standings') }}

),

ranks as (

    select * from {{ ref('int_group_ranks') }}
    where not is_in_force

),

-- who else would have gone on is known if just those within the places did
compared as (

    select
        ranks.*,
        rule_sets.rule_set_name,
        standings.edition_id,
        rule_sets.points_for_win * standings.won + standings.drawn - standings.points_deducted as points,
        case
            when not ranks.is_rank_shared and not standings.is_rank_shared then ranks.team_rank != standings.team_rank
        end as changes_rank,
        standings.has_advanced,
        case
            when standings.teams_that_advanced != groups.places_that_advance then null
            when ranks.rank_at_worst <= groups.places_that_advance then true
            when ranks.team_rank > groups.places_that_advance then false
        end as would_have_advanced
    from ranks
    inner join groups on ranks.group_id = groups.group_id
    inner join rule_sets on ranks.ladder_id = rule_sets.rule_set_id
    inner join standings on ranks.group_id = standings.group_id and ranks.team_id = standings.team_id

)

select
    group_id,
    ladder_id as rule_set_id,
    team_id,
    rule_set_name,
    edition_id,
    points,
    team_rank,
    is_rank_shared,
    ranked_by,
    changes_rank,
    would_have_advanced,
    would_have_advanced != has_advanced as changes_who_advanced
from compared
