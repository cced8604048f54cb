{#- Where a ladder ends: the first of its steps that does not leave the sides level. `steps` is a relation with a row per step,
    its step_number and its verdict: team_1, team_2, level, taken_as_level, or why it does not say. `keys` name the ladder that
    is climbed. Gives last_step_number, which is null where every step is level, and winning_side. -#}
{% macro first_step_not_level(steps, keys) -%}
select
    {{ keys | join(',\n    ') }},
    least(team_1_step, team_2_step, open_step) as last_step_number,
    case least(team_1_step, team_2_step, open_step)
        when team_1_step then 'team_1'
        when team_2_step then 'team_2'
    end as winning_side
from (
    select
        {{ keys | join(',\n        ') }},
        min(step_number) filter (where verdict = 'team_1') as team_1_step,
        min(step_number) filter (where verdict = 'team_2') as team_2_step,
        min(step_number) filter (where verdict not in ('team_1', 'team_2', 'level', 'taken_as_level')) as open_step
    from {{ steps }}
    group by {{ keys | join(', ') }}
) as first_steps
{%- endmacro %}
