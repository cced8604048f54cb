{#- What a team brings to a step that looks at the legs of a tie, as the branches of `case compares`. Both the tie as it ended
    and its states between goals (`standing`) are compared by these. A step after extra time compares nothing where none
    was played. -#}
{% macro values_over_the_legs(standing, team, other) -%}
when 'goals' then {{ standing }}.{{ team }}_normal_time_aggregate
            when 'points' then {{ standing }}.{{ team }}_points
            when 'goal_difference'
                then {{ standing }}.{{ team }}_normal_time_aggregate - {{ standing }}.{{ other }}_normal_time_aggregate
            when 'away_goals' then {{ standing }}.{{ team }}_normal_time_away_goals
            when 'goals_after_extra_time'
                then case when {{ standing }}.has_extra_time then {{ standing }}.{{ team }}_aggregate end
            when 'away_goals_after_extra_time'
                then case when {{ standing }}.has_extra_time then {{ standing }}.{{ team }}_away_goals end
{%- endmacro %}
