{#- A query for what people may have meant by values that are not known: looked_for, value and nearest. `unknown` is a relation with
    looked_for (what the value should be) and value; `known` one with looked_for, value, and spelling: the value itself, or a name of it.
    Near is a spelling with a third of its letters otherwise, or with more words behind it; capitals and accents do not matter. Of each
    kind the first fifty values are looked for, because the time grows with the product of both. -#}
{% macro nearest_known(unknown, known) -%}
    select
        looked_for,
        value,
        nearest
    from (
        select
            *,
            row_number() over (partition by looked_for, value order by edits, {{ bytewise('nearest') }}) as place
        from (
            select
                sought.looked_for,
                sought.value,
                known.value as nearest,
                greatest(length(sought.spelling), length(known.spelling)) as letters,
                case
                    when length(sought.spelling) > 2 and left(known.spelling, length(sought.spelling) + 1) = sought.spelling || '_'
                        then 1
                    when abs(length(sought.spelling) - length(known.spelling)) * 3 <= greatest(length(sought.spelling), length(known.spelling))
                        then {{ edits_between('sought.spelling', 'known.spelling') }}
                end as edits
            from (
                select
                    looked_for,
                    value,
                    {{ as_spelling('value') }} as spelling,
                    row_number() over (partition by looked_for order by {{ bytewise('value') }}) as place
                from (select distinct looked_for, value from {{ unknown }}) as asked
            ) as sought
            inner join (
                select distinct
                    looked_for,
                    value,
                    {{ as_spelling('spelling') }} as spelling
                from {{ known }}
            ) as known
                on sought.looked_for = known.looked_for
            where sought.place <= 50
        ) as compared
        where edits * 3 <= letters or edits = 1 and letters > 3
    ) as ordered
    where place = 1
{%- endmacro %}


{#- A word as it is compared with others: without capitals and accents, and with _ for a blank. -#}
{% macro as_spelling(text) -%}
    translate(
        lower({{ text }}),
        ' áàâãäåāăąçćčďđéèêëēęěíìîïīłñńňóòôõöøōőřśšşťţúùûüūůűýÿźżž',
        '_aaaaaaaaacccddeeeeeeeiiiiilnnnoooooooorsssttuuuuuuuyyzzz'
    )
{%- endmacro %}


{#- The item of a list that is nearest to a word, to be told while dbt compiles; none if none is near. -#}
{% macro nearest_of(word, items) -%}
    {%- set listed = [] -%}
    {%- for item in items -%}{%- do listed.append('select 1 as looked_for, ' ~ text_literal(item) ~ ' as value, ' ~ text_literal(item) ~ ' as spelling') -%}{%- endfor -%}
    {%- set found = run_query(nearest_known(
        '(select 1 as looked_for, ' ~ text_literal(word) ~ ' as value) as unknown', '(' ~ listed | join(' union all ') ~ ') as known'
    )).rows -%}
    {{ return(found[0][2] if found else none) }}
{%- endmacro %}
