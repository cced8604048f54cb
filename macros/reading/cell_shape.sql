{#- The form of a raw cell: a condition, an optional condition of being out of range, and words for the message. In both, CELL is replaced
    by the trimmed text. The kinds of cells are text, id, ids, code, integer, minute, date, time and boolean. -#}
{% macro cell_shape(meta) %}
    {%- set test, range, words = none, none, '' -%}
    {%- if meta.cell == 'integer' -%}
        {%- set low, high = meta.get('low', 0), meta.get('high', 999999) -%}
        {%- set test = fully_matches('CELL', '[0-9].*') ~ ' and ' ~ has_form('CELL', 'integer') -%}
        {%- set range = cast_of('CELL', 'integer') ~ ' not between ' ~ low ~ ' and ' ~ high -%}
        {%- set words = 'a whole number from ' ~ low ~ ' to ' ~ high -%}
    {%- elif meta.cell == 'minute' -%}
        {%- set test = has_form('CELL', 'minute') -%}
        {%- set range = cast_of('CELL', 'minute') ~ ' not between ' ~ meta.low ~ ' and ' ~ meta.high -%}
        {%- set words = 'a whole number from ' ~ meta.low ~ ' to ' ~ meta.high ~ ', or a minute such as 90+2; only 45, 90, 105 and 120 have stoppage time' -%}
    {%- elif meta.cell == 'boolean' -%}
        {%- set test = has_form('CELL', 'boolean') -%}
        {%- set words = 'true or false' -%}
    {%- elif meta.cell == 'date' -%}
        {%- set test = has_form('CELL', 'date') -%}
        {%- set range = bytewise(in_plain_form('CELL', 'date')) ~ " not between '1850-01-01' and '2200-12-31'" -%}
        {%- set words = 'a day of the calendar from 1850 to 2200, written year-month-day, such as 1999-05-26' -%}
    {%- elif meta.cell == 'time' -%}
        {%- set test = has_form('CELL', 'time') -%}
        {%- set words = 'a time of day, written hour:minute, such as 19:30' -%}
    {%- elif meta.cell == 'code' and meta.values_of -%}
        {%- set table, column = meta.values_of.split('.') -%}
        {%- set test = 'CELL in (select listed.item from (select ' ~ list_items(column) ~ ' as item from ' ~ ref(table) ~ ') as listed)' -%}
        {%- set words = 'one of the values in ' ~ where_from(ref(table)) ~ ', column ' ~ column ~ ', which docs/raw_contract.md lists' -%}
    {%- elif meta.cell == 'code' -%}
        {%- set test = "CELL in ('" ~ meta['values'] | join("', '") ~ "')" -%}
        {%- set words = 'one of ' ~ meta['values'] | join(', ') -%}
    {%- elif meta.cell == 'id' -%}
        {%- set test = 'length(CELL) <= 200 and ' ~ fully_matches('CELL', id_form()) -%}
        {%- set words = 'an id: at most 200 letters (A to Z, a to z), digits, _ . - and / between its parts, and a letter or digit first' -%}
    {%- elif meta.cell == 'text' -%}
        {#- one line that a terminal, a page and a spreadsheet show as it is, without running anything -#}
        {%- set control = '[:cntrl:]\u0080-\u009f\u2028\u2029' -%}
        {#- blanks that trim does not remove -#}
        {%- set blank = '\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff' -%}
        {%- set test = "length(CELL) <= 5000 and " ~ fully_matches(
            'CELL', '[^' ~ control ~ blank ~ '=@+-]([^' ~ control ~ ']*[^' ~ control ~ blank ~ '])?|[+-][0-9.,: -]*'
        ) -%}
        {%- set words = 'one line of at most 5000 characters that does not begin with = @ + or - like a formula, with no special blank at either end' -%}
    {%- elif meta.cell == 'ids' and 'values' in meta -%}
        {%- set one = '(' ~ meta['values'] | join('|') ~ ')' -%}
        {%- set test = fully_matches('CELL', one ~ '(;' ~ one ~ ')*') -%}
        {%- set words = 'one or more of ' ~ meta['values'] | join(', ') ~ ', separated by semicolons' -%}
    {%- elif meta.cell == 'ids' -%}
        {%- set test = fully_matches('CELL', id_form() ~ '(;' ~ id_form() ~ ')*') ~ ' and not ' ~ fully_matches('CELL', '.*[^;]{201}.*') -%}
        {%- set words = 'ids separated by semicolons, each of at most 200 letters, digits, _ . - and / between its parts, and a letter or digit first' -%}
    {%- endif -%}
    {{ return({'test': test, 'range': range, 'words': words}) }}
{% endmacro %}


{#- The regular expression of an id: parts with / between them. -#}
{% macro id_form() -%}
    {{ return('[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*') }}
{%- endmacro %}
