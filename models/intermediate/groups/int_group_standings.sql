-- One row per team in a group: its place in the table, and what sets it apart from all others.
with

teams as (

    select * from {{ ref('int_group_teams') }}

),

rules as (

    select * from {{ ref('int_group_rules') }}

),

groups as (

    select * from {{ ref('int_groups_listed') }}

),

counted as (

    select
        teams.*,
        groups.stage_part,
        rules.points_for_win * teams.won + teams.drawn - teams.points_deducted as points,
        coalesce(rules.points_for_win, 3) * teams.won + teams.drawn - teams.points_deducted as points_or_so
    from teams
    inner join groups on teams.group_id = groups.group_id
    inner join rules on teams.group_id = rules.group_id

)

select
    group_id,
    edition_id,
    round_id,
    stage_part,
    team_id,
    matches_played,
    won,
    drawn,
    lost,
    goals_for,
    goals_against,
    goal_difference,
    points,
    points_deducted,
    cast(rank() over (partition by group_id order by points_or_so desc) as integer) as team_rank,
    count(*) over (partition by group_id, points_or_so) > 1 as is_rank_shared,
    case when count(*) over (partition by group_id, points_or_so) = 1 then 'points' end as ranked_by,
    cast(null as {{ dbt.type_string() }}) as undecided_reason,
    false as is_rank_on_record,
    rank_on_record,
    true as is_group_over,
    cast(null as boolean) as has_advanced
from counted
