-- One row per team in a group: its place in the table, what sets it apart from all others, and whether it went on.
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

ranks as (

    select * from {{ ref('int_group_ranks') }}
    where is_in_force

),

sequels as (

    select * from {{ ref('int_group_sequels') }}

),

groups_played as (

    select * from {{ ref('int_groups_played') }}

)

select
    teams.group_id,
    teams.edition_id,
    teams.round_id,
    groups.stage_part,
    teams.team_id,
    teams.matches_played,
    teams.won,
    teams.drawn,
    teams.lost,
    teams.goals_for,
    teams.goals_against,
    teams.goal_difference,
    rules.points_for_win * teams.won + teams.drawn - teams.points_deducted as points,
    teams.points_deducted,
    coalesce(ranks.team_rank, 1) as team_rank,
    coalesce(ranks.rank_at_worst, 1) as rank_at_worst,
    coalesce(ranks.is_rank_shared, false) as is_rank_shared,
    ranks.ranked_by,
    ranks.undecided_reason,
    coalesce(ranks.is_rank_on_record, false) as is_rank_on_record,
    teams.rank_on_record,
    coalesce(groups_played.has_all_matches or groups_played.has_sequel, false) as is_group_over,
    sequels.team_id is not null as plays_on,
    coalesce(groups_played.is_sequel_told, false) as is_sequel_told,
    case
        when sequels.team_id is not null then true
        -- who does not play on may do so yet
        when groups_played.has_sequel
            then case when groups_played.is_sequel_told or groups_played.is_sequel_even then false end
        when not groups_played.has_all_matches then null
        when ranks.rank_at_worst <= groups.places_that_advance then true
        when ranks.team_rank > groups.places_that_advance then false
    end as has_advanced
from teams
inner join groups on teams.group_id = groups.group_id
inner join rules on teams.group_id = rules.group_id
left join groups_played on teams.group_id = groups_played.group_id
left join ranks on teams.group_id = ranks.group_id and teams.team_id = ranks.team_id
left join sequels on teams.group_id = sequels.group_id and teams.team_id = sequels.team_id
