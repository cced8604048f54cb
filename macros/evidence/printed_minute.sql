{#- A minute as newspapers print it: 90, 90+2, or 90+ if the minute of stoppage time is unknown. -#}
{% macro printed_minute() -%}
    cast(minute as {{ dbt.type_string() }})
    || case when is_stoppage_time then '+' || coalesce(cast(stoppage_minute as {{ dbt.type_string() }}), '') else '' end
{%- endmacro %}
