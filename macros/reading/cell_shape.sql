{#- The form of a raw cell: a condition, an optional condition of being out of range, and words for the message. In both, CELL is replaced
    by the trimmed text. The kinds of cells are text, id, ids, code, integer, date, time and boolean. -#}
{% macro cell_shape(meta) %}
    {%- set test, range, words = none, none, '' -%}
    {%- if meta.cell == 'integer' -%}
        {%- set low, high = meta.get('low', 0), meta.get('high', 999999) -%}
        {%- set test = fully_matches('CELL', '[0-9]{1,9}') -%}
        {%- set range = 'cast(CELL as integer) not between ' ~ low ~ ' and ' ~ high -%}
        {%- set words = 'a whole number from ' ~ low ~ ' to ' ~ high -%}
    {%- elif meta.cell == 'boolean' -%}
        {%- set test = "CELL in ('true', 'false')" -%}
        {%- set words = 'true or false' -%}
    {%- elif meta.cell == 'date' -%}
        {%- set test = is_a_date('CELL') -%}
        {%- set range = bytewise('CELL') ~ " not between '1850-01-01' and '2200-12-31'" -%}
        {%- set words = 'a day of the calendar from 1850 to 2200, written year-month-day' -%}
    {%- elif meta.cell == 'time' -%}
        {%- set test = fully_matches('CELL', '([01][0-9]|2[0-3]):[0-5][0-9]') -%}
        {%- set words = 'a time of day, written hour:minute' -%}
    {%- elif meta.cell == 'code' and meta.values_of -%}
        {%- set table, column = meta.values_of.split('.') -%}
        {%- set test = 'CELL in (select listed.item from (select ' ~ list_items(column) ~ ' as item from ' ~ ref(table) ~ ') as listed)' -%}
        {%- set words = 'one of the values in ' ~ where_from(ref(table)) ~ ', column ' ~ column ~ ', which docs/raw_contract.md lists' -%}
    {%- elif meta.cell == 'code' -%}
        {%- set test = "CELL in ('" ~ meta['values'] | join("', '") ~ "')" -%}
        {%- set words = 'one of ' ~ meta['values'] | join(', ') -%}
    {%- elif meta.cell == 'id' -%}
        {%- set test = fully_matches('CELL', '[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*') -%}
        {%- set words = 'an id: letters, digits, _ . - and / between its parts' -%}
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
        {%- set test = fully_matches('CELL', '[A-Za-z0-9_./-]+(;[A-Za-z0-9_./-]+)*') -%}
        {%- set words = 'ids separated by semicolons' -%}
    {%- endif -%}
    {{ return({'test': test, 'range': range, 'words': words}) }}
{% endmacro %}
