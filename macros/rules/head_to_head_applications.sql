{#- How often the steps head to head of a ladder are applied: to all that are level, and again to each smaller set that they leave level.
    Each time splits off one team at least, so that five teams are always told apart. -#}
{% macro head_to_head_applications() -%}
{{ return(4) }}
{%- endmacro %}
