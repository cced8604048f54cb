-- One row per ladder that a group is put on, and two of its teams: at which step one is ahead, or where the ladder
-- ends for them. A value that is not on record for one of those still level ends it for all of them. Without a rule,
-- one team is ahead of another if it is so with two points for a win and with three.
{%- set pair = 'group_id, ladder_id, is_in_force, team_id, opponent_team_id' %}
with

steps as (

    select * from {{ ref('int_group_steps') }}

),

groups_with_ladder as (

    select distinct group_id
    from {{ ref('int_group_ladder_steps') }}
    where is_in_force

),

teams as (

    select
        *,
        2 * won + drawn - points_deducted as points_of_two,
        3 * won + drawn - points_deducted as points_of_three
    from {{ ref('int_group_teams') }}

),

first_steps as (

    select
        {{ pair }},
        min(position) filter (where verdict = 'ahead') as ahead_position,
        min(position) filter (where verdict in ('ahead', 'behind')) as apart_position,
        min(position) filter (where verdict in ('not_on_record', 'unknown_rule')) as open_position
    from steps
    group by {{ pair }}

),

-- where the ladder ends for a team, and for all that are level with it until there
ends as (

    select
        *,
        min(case when open_position < coalesce(apart_position, open_position + 1) then open_position end)
            over (partition by group_id, ladder_id, is_in_force, team_id) as end_position
    from first_steps

)

select
    {{ pair }},
    case
        when
            apart_position < coalesce(end_position, apart_position + 1)
            then apart_position = coalesce(ahead_position, 0)
    end
        as is_ahead,
    case when apart_position < coalesce(end_position, apart_position + 1) then apart_position end as apart_position,
    case when end_position <= coalesce(apart_position, end_position) then end_position end as open_position
from ends
union all
select
    teams.group_id,
    cast(null as {{ dbt.type_string() }}) as ladder_id,
    true as is_in_force,
    teams.team_id,
    others.team_id as opponent_team_id,
    case
        when teams.points_of_two > others.points_of_two and teams.points_of_three > others.points_of_three then true
        when teams.points_of_two < others.points_of_two and teams.points_of_three < others.points_of_three then false
    end as is_ahead,
    cast(null as integer) as apart_position,
    cast(null as integer) as open_position
from teams
inner join teams as others on teams.group_id = others.group_id and teams.team_id != others.team_id
left join groups_with_ladder on teams.group_id = groups_with_ladder.group_id
where groups_with_ladder.group_id is null
