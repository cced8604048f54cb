{#- A cast that gives null if the text is no value of the type: integer, date, boolean, time or minute. -#}
{% macro tried_cast(text, data_type) -%}
    case when {{ has_form(text, data_type) }} then {{ cast_of(text, data_type) }} end
{%- endmacro %}


{#- The cast of a text that has the form of its type. A time stays text, and of a minute of stoppage time it is the minute before the +. -#}
{% macro cast_of(text, data_type) -%}
    {%- set plain = in_plain_form(text, data_type) -%}
    {{ plain if data_type == 'time' else 'cast(' ~ plain ~ ' as ' ~ ('integer' if data_type == 'minute' else data_type) ~ ')' }}
{%- endmacro %}
