{#- Whether a text is a day that exists, written as year-month-day. A regular expression finds it, leap years included, because not every
    engine has a cast that gives null for a bad text. -#}
{% macro is_a_date(text) -%}
    {%- set leap_year = '([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)' -%}
    {{ fully_matches(text,
        '[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))'
        ~ '|' ~ leap_year ~ '-02-29'
    ) }}
{%- endmacro %}
