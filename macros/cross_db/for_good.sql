{#- Runs statements outside dbt's transactions, so that their changes stay and later queries see them. -#}
{% macro for_good(statements) %}
    {%- do adapter.dispatch('for_good')(statements) -%}
{% endmacro %}

{% macro default__for_good(statements) %}
    {%- call statement('for_good', auto_begin=false) -%}{{ statements }}{%- endcall -%}
{% endmacro %}

{#- PostgreSQL has every statement in a transaction. -#}
{% macro postgres__for_good(statements) %}
    {%- call statement('for_good', auto_begin=false) -%}{{ statements }} commit;{%- endcall -%}
{% endmacro %}
