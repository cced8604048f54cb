-- One row per step of a ladder that a group is put on, and two of its teams: what each brings to it, and who is ahead.
with

measures as (

    select * from {{ ref('int_group_measures') }}

),

head_to_head as (

    select * from {{ ref('int_group_head_to_head') }}

),

ladder_steps as (

    select * from {{ ref('int_group_ladder_steps') }}

),

valued as (

    select
        head_to_head.group_id,
        head_to_head.ladder_id,
        head_to_head.is_in_force,
        head_to_head.team_id,
        head_to_head.opponent_team_id,
        {%- for side in ('team', 'opponent') %}
            case ladder_steps.compares
                when 'head_to_head_points' then head_to_head.{{ side }}_points
                when 'head_to_head_goal_difference' then head_to_head.{{ side }}_goal_difference
                when 'head_to_head_goals' then head_to_head.{{ side }}_goals
            end as {{ side }}_value,
        {%- endfor %}
        ladder_steps.position
    from head_to_head
    inner join ladder_steps
        on
            head_to_head.group_id = ladder_steps.group_id
            and head_to_head.ladder_id = ladder_steps.ladder_id
            and head_to_head.is_in_force = ladder_steps.is_in_force
            and head_to_head.application = ladder_steps.application
    where ladder_steps.is_head_to_head

)

select
    group_id,
    ladder_id,
    is_in_force,
    team_id,
    opponent_team_id,
    position,
    team_value,
    opponent_value,
    case when team_value > opponent_value then 'ahead' when team_value < opponent_value then 'behind' else 'level' end
        as verdict
from valued
union all
select
    group_id,
    ladder_id,
    is_in_force,
    team_id,
    opponent_team_id,
    position,
    team_value,
    opponent_value,
    verdict
from measures
