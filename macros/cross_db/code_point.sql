{#- The number of a character in Unicode, as people write it: U+202E. -#}
{% macro code_point(sign) -%}
    {{ return(adapter.dispatch('code_point')(sign)) }}
{%- endmacro %}

{% macro default__code_point(sign) -%}
    {%- set number = 'upper(to_hex(ascii(' ~ sign ~ ')))' -%}
    'U+' || lpad({{ number }}, cast(greatest(4, length({{ number }})) as integer), '0')
{%- endmacro %}

{% macro spark__code_point(sign) -%}
    {%- set number = 'hex(ascii(' ~ sign ~ '))' -%}
    'U+' || lpad({{ number }}, cast(greatest(4, length({{ number }})) as integer), '0')
{%- endmacro %}
