-- One row per ladder with steps head to head, application of these, and two teams level before it: what each has from the
-- matches among all that are level with them. Where the steps split a set, they are applied again to each smaller set that
-- they leave level, and its matches alone.
{%- set applications = 4 %}
{%- set ladder = 'group_id, ladder_id, is_in_force' %}
{%- set results = ['won', 'drawn', 'lost', 'goals_for', 'goals_against'] %}
{%- set measures = {
    'points': ('points_for_win * won + drawn', 'points_for_win * lost + drawn'),
    'goal_difference': ('goals_for - goals_against', 'goals_against - goals_for'),
    'goals': ('goals_for', 'goals_against'),
} %}
with

measured as (

    select * from {{ ref('int_group_measures') }}
    where is_before_head_to_head

),

meetings as (

    select * from {{ ref('int_group_meetings') }}

),

ladder_steps as (

    select * from {{ ref('int_group_ladder_steps') }}
    where is_head_to_head

),

runs as (

    select
        {{ ladder }},
        points_for_win
        {%- for measure in measures %},
        bool_or(compares = 'head_to_head_{{ measure }}') as asks_{{ measure }}
        {%- endfor %}
    from ladder_steps
    group by {{ ladder }}, points_for_win

),

apart_before as (

    select distinct
        {{ ladder }},
        team_id,
        opponent_team_id
    from measured
    where verdict not in ('level', 'taken_as_level')

),

level_1 as (

    select
        runs.*,
        meetings.team_id,
        meetings.opponent_team_id,
        meetings.{{ results | join(', meetings.') }}
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

{%- if application > 1 %}

-- those whom the run has not told apart, if it has split the set
level_{{ application }} as (

    select *
    from (
        select
            {{ ladder }},
            points_for_win,
            {%- for measure in measures %}
            asks_{{ measure }},
            {%- endfor %}
            team_id,
            opponent_team_id,
            {{ results | join(', ') }},
            level_with as level_with_before,
            count(*) over (partition by {{ ladder }}, team_id) as level_with_after
        from summed_{{ application - 1 }}
        where
            {%- for measure in measures %}
            {{ 'and ' if not loop.first }}(not asks_{{ measure }} or team_{{ measure }} = opponent_{{ measure }})
            {%- endfor %}
    ) as still_level
    where level_with_after < level_with_before

),
{%- endif %}

summed_{{ application }} as (

    select
        *,
        {%- for measure, (own, other) in measures.items() %}
        sum({{ own }}) over (partition by {{ ladder }}, team_id) as team_{{ measure }},
        sum({{ other }}) over (partition by {{ ladder }}, opponent_team_id) as opponent_{{ measure }},
        {%- endfor %}
        count(*) over (partition by {{ ladder }}, team_id) as level_with
    from level_{{ application }}

){{ ',' if not loop.last }}
{%- endfor %}

{% for application in range(1, applications + 1) -%}
select
    {{ ladder }},
    {{ application }} as application,
    team_id,
    opponent_team_id,
    {%- for measure in measures %}
    cast(team_{{ measure }} as integer) as team_{{ measure }},
    cast(opponent_{{ measure }} as integer) as opponent_{{ measure }}{{ ',' if not loop.last }}
    {%- endfor %}
from summed_{{ application }}
{{ 'union all' if not loop.last }}
{% endfor %}
