{#- A minute as it is printed: 90, 90+2, or 90+ where stoppage time is known and its minute is not. -#}
{% macro printed_minute(event) -%}
    cast({{ event }}.minute as {{ dbt.type_string() }})
    || case
        when {{ event }}.is_stoppage_time then '+' || coalesce(cast({{ event }}.stoppage_minute as {{ dbt.type_string() }}), '')
        else ''
    end
{%- endmacro %}
