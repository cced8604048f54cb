-- One row per step of every ladder that a group is put on, in order: the rule in force, and the rule sets for
-- groups. The steps that look at the matches among those still level are one run, which is applied to them, and
-- again to each smaller set that it leaves level.
{%- set applications = head_to_head_applications() %}
with

rules as (

    select * from {{ ref('int_group_rules') }}
    where group_rule_id is not null

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}
    where points_for_win is not null

),

-- where no goal is an away goal, away goals are never asked
groups_with_away_goals as (

    select distinct group_id
    from {{ ref('int_group_teams') }}
    where away_goals is not null

),

ladders as (

    select
        rules.group_id,
        rules.group_rule_id as ladder_id,
        true as is_in_force,
        rules.points_for_win,
        rule_steps.step_number,
        rule_steps.step
    from rules
    inner join {{ ref('stg_group_rule_steps') }} as rule_steps on rules.group_rule_id = rule_steps.group_rule_id
    union all
    select
        groups.group_id,
        rule_sets.rule_set_id as ladder_id,
        false as is_in_force,
        rule_sets.points_for_win,
        rule_set_steps.step_number,
        rule_set_steps.step
    from {{ ref('int_groups_listed') }} as groups
    cross join rule_sets
    inner join {{ ref('stg_rule_set_steps') }} as rule_set_steps on rule_sets.rule_set_id = rule_set_steps.rule_set_id

),

described as (

    select
        ladders.*,
        case when ';' || decision_steps.stages || ';' like '%;in_group;%' then decision_steps.compares end as compares,
        decision_steps.shows_level_before,
        coalesce(decision_steps.compares like 'head!_to!_head!_%' escape '!', false) as is_head_to_head
    from ladders
    left join {{ ref('stg_decision_steps') }} as decision_steps on ladders.step = decision_steps.step
    left join groups_with_away_goals on ladders.group_id = groups_with_away_goals.group_id
    where coalesce(decision_steps.compares, '') != 'away_goals' or groups_with_away_goals.group_id is not null

),

runs as (

    select
        *,
        case
            when is_head_to_head then 2
            when
                step_number > min(case when is_head_to_head then step_number end) over (
                    partition by group_id, ladder_id, is_in_force
                )
                then 3
            else 1
        end as part
    from described

),

applications as (

    {%- for application in range(1, applications + 1) %}
        select {{ application }} as application{{ ' union all' if not loop.last }}
    {%- endfor %}

)

select
    runs.group_id,
    runs.ladder_id,
    runs.is_in_force,
    runs.points_for_win,
    cast(
        row_number() over (
            partition by runs.group_id, runs.ladder_id, runs.is_in_force
            order by runs.part, applications.application, runs.step_number
        ) as integer
    ) as position,
    runs.step_number,
    runs.step,
    case when runs.is_head_to_head then applications.application else 1 end as application,
    runs.compares,
    runs.shows_level_before,
    runs.is_head_to_head,
    runs.part = 1 as is_before_head_to_head
from runs
inner join applications on runs.is_head_to_head or applications.application = 1
