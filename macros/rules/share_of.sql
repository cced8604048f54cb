{#- How much of a count is known, from 0 to 1 with four places. Rounded by whole numbers, since one engine divides them as decimals and
    another as floats. -#}
{% macro share_of(known, possible) -%}
cast(floor((20000 * {{ known }} + {{ possible }}) / nullif(2 * {{ possible }}, 0)) / 10000 as numeric(5, 4))
{%- endmacro %}
