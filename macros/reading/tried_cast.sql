{#- A cast that gives null if the text is no value of the type: integer, date or boolean. -#}
{% macro tried_cast(text, data_type) -%}
    {%- set fits = {
        'integer': fully_matches(text, '[+-]?[0-9]{1,9}'),
        'date': is_a_date(text),
        'boolean': text ~ " in ('true', 'false')",
    } -%}
    case when {{ fits[data_type] }} then cast({{ text }} as {{ data_type }}) end
{%- endmacro %}
