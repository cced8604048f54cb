{#- The first and the last minute that a period has, as printed; null for no period. -#}
{% macro first_minute_of(period) -%}
    case {{ period }}
        when 'first_half' then 1
        when 'second_half' then 46
        when 'extra_time_first_half' then 91
        when 'extra_time_second_half' then 106
        when 'extra_time_beyond' then 121
    end
{%- endmacro %}

{% macro last_minute_of(period) -%}
    case {{ period }}
        when 'first_half' then 45
        when 'second_half' then 90
        when 'extra_time_first_half' then 105
        when 'extra_time_second_half' then 120
        when 'extra_time_beyond' then 240
    end
{%- endmacro %}
