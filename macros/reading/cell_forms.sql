{#- The forms of a raw cell that mean one thing only, though they are not the plain one: Excel and pandas write TRUE, 1.0, a day with a
    midnight behind it, a time with seconds, and newspapers write 90+2. The text is trimmed, and may be an expression. -#}
{% macro has_form(text, kind) -%}
    {%- set no_fraction = '([.]0+)?' -%}
    {%- set forms = {
        'integer': '[+-]?[0-9]{1,9}' ~ no_fraction,
        'boolean': '[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]',
        'time': '([01][0-9]|2[0-3]):[0-5][0-9](:00' ~ no_fraction ~ ')?',
        'minute': '[0-9]{1,9}' ~ no_fraction ~ '|(45|90|105|120)[+]([1-9]|[12][0-9]|30)?',
    } -%}
    {%- if kind == 'date' -%}
        ({{ is_a_date('left(' ~ text ~ ', 10)') }} and {{ fully_matches('substr(' ~ text ~ ', 11)', '([ T]00:00(:00' ~ no_fraction ~ ')?)?') }})
    {%- else -%}
        {{ fully_matches(text, forms[kind]) }}
    {%- endif -%}
{%- endmacro %}


{#- The plain form of a text that has_form: what a strict cast takes. Other text comes out as any text. -#}
{% macro in_plain_form(text, kind) -%}
    {%- set plain = {
        'integer': dbt.split_part(text, "'.'", 1),
        'boolean': 'lower(' ~ text ~ ')',
        'date': 'left(' ~ text ~ ', 10)',
        'time': 'left(' ~ text ~ ', 5)',
        'minute': dbt.split_part(dbt.split_part(text, "'.'", 1), "'+'", 1),
    } -%}
    {{ plain[kind] | trim }}
{%- endmacro %}


{#- A raw cell, for comparing it with another of the same kind: trimmed, and in its plain form if it has one, so that 07, 7 and 7.0 are
    one key. -#}
{% macro as_key(column, kind='text') -%}
    {%- set cell = "trim(both ' ' from " ~ column ~ ")" -%}
    {%- if kind == 'integer' -%}
        case
            when {{ has_form(cell, kind) }} then cast(cast({{ in_plain_form(cell, kind) }} as integer) as {{ dbt.type_string() }})
            else {{ cell }}
        end
    {%- elif kind in ('boolean', 'date', 'time') -%}
        case when {{ has_form(cell, kind) }} then {{ in_plain_form(cell, kind) }} else {{ cell }} end
    {%- else -%}
        {{ cell }}
    {%- endif -%}
{%- endmacro %}


{#- What the minute column of a raw table says of stoppage time: true if it has a +, else null; and the minute behind the +. -#}
{% macro says_stoppage_time(column) -%}
    case when {{ column }} like '%+%' then true end
{%- endmacro %}

{% macro stoppage_minute_in(column) -%}
    {{ typed(dbt.split_part(column, "'+'", 2) | trim, 'integer') }}
{%- endmacro %}
