{#- Runs statements outside any transaction of dbt's, so that what they change stays and what is asked after them sees it. -#}
{% macro for_good(statements) %}
    {%- do adapter.dispatch('for_good')(statements) -%}
{% endmacro %}

{% macro default__for_good(statements) %}
    {%- call statement('for_good', auto_begin=false) -%}{{ statements }}{%- endcall -%}
{% endmacro %}

{#- Where everything is in some transaction. -#}
{% macro postgres__for_good(statements) %}
    {%- call statement('for_good', auto_begin=false) -%}{{ statements }} commit;{%- endcall -%}
{% endmacro %}
