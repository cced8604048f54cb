-- One row per ladder with steps head to head, application of these, and two teams level before it: what each has from
-- the matches among all level with them. The steps are applied again to each smaller set that they leave level.
{%- set applications = head_to_head_applications() %}
{%- set ladder = 'group_id, ladder_id, is_in_force' %}
{%- set measures = {
    'points': ('points_for_win * won + drawn', 'points_for_win * lost + drawn'),
    'goal_difference': ('goals_for - goals_against', 'goals_against - goals_for'),
    'goals': ('goals_for', 'goals_against'),
} %}
with

meetings as (

    select * from {{ ref('int_group_meetings') }}

),

runs as (

    select
        {{ ladder }},
        {%- for measure in measures %}
            bool_or(compares = 'head_to_head_{{ measure }}') as asks_{{ measure }},
        {%- endfor %}
        points_for_win
    from {{ ref('int_group_ladder_steps') }}
    where is_head_to_head
    group by {{ ladder }}, points_for_win

),

apart_before as (

    select distinct
        {{ ladder }},
        team_id,
        opponent_team_id
    from {{ ref('int_group_measures') }}
    where is_before_head_to_head and verdict not in ('level', 'taken_as_level')

),

-- before the first application nothing has told them apart, and they are fewer than this
applied_0 as (

    select
        runs.*,
        meetings.team_id,
        meetings.opponent_team_id,
        meetings.won,
        meetings.drawn,
        meetings.lost,
        meetings.goals_for,
        meetings.goals_against,
        {%- for measure in measures %}
            0 as team_{{ measure }}_0,
            0 as opponent_{{ measure }}_0,
        {%- endfor %}
        1000 as level_with_0
    from runs
    inner join meetings on runs.group_id = meetings.group_id
    left join apart_before
        on
            runs.group_id = apart_before.group_id
            and runs.ladder_id = apart_before.ladder_id
            and runs.is_in_force = apart_before.is_in_force
            and meetings.team_id = apart_before.team_id
            and meetings.opponent_team_id = apart_before.opponent_team_id
    where apart_before.group_id is null

),

{%- for application in range(1, applications + 1) %}

    still_level_{{ application }} as (

        select
            *,
            count(*) over (partition by {{ ladder }}, team_id) as level_with_{{ application }}
        from applied_{{ application - 1 }}
        where
            true
            {%- for measure in measures %}
                and (
                    not asks_{{ measure }}
                    or team_{{ measure }}_{{ application - 1 }} = opponent_{{ measure }}_{{ application - 1 }}
                )
            {%- endfor %}

    ),

    applied_{{ application }} as (

        select
            *,
            {%- for measure, (own, other) in measures.items() %}
                sum({{ own }}) over (partition by {{ ladder }}, team_id) as team_{{ measure }}_{{ application }},
                sum({{ other }}) over (partition by {{ ladder }}, opponent_team_id)
                    as opponent_{{ measure }}_{{ application }},
            {%- endfor %}
            {{ application }} as application_{{ application }}
        from still_level_{{ application }}
        where level_with_{{ application }} < level_with_{{ application - 1 }}

    ){{ ',' if not loop.last }}
{%- endfor %}

{% for application in range(1, applications + 1) -%}
    select
        {{ ladder }},
        team_id,
        opponent_team_id,
        {%- for measure in measures %}
            cast(team_{{ measure }}_{{ application }} as integer) as team_{{ measure }},
            cast(opponent_{{ measure }}_{{ application }} as integer) as opponent_{{ measure }},
        {%- endfor %}
        {{ application }} as application
    from applied_{{ application }}
    {{ 'union all' if not loop.last }}
{% endfor %}
