{#- A minute as it is printed: 90, 90+2, or 90+ where stoppage time is known and its minute is not. -#}
{% macro printed_minute() -%}
    cast(minute as {{ dbt.type_string() }})
    || case when is_stoppage_time then '+' || coalesce(cast(stoppage_minute as {{ dbt.type_string() }}), '') else '' end
{%- endmacro %}
