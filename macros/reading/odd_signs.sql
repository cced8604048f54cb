{#- Characters of a text that make it another text than it seems to be: those that nobody can see, letters that look like those of another
    script, and accents apart from their letters. Every cell of a kind of text is asked for them, in the order of `odd_kinds`. -#}

{#- Classes of characters, for regular expressions. -#}
{% macro signs() -%}
    {%- set foreign = {
        'Cyrillic': '\u0400-\u0482\u048a-\u052f\u1c80-\u1c88\ua640-\ua66e\ua680-\ua69d',
        'Greek': '\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fbc\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc',
        'Armenian': '\u0531-\u0556\u0561-\u0587',
        'Cherokee': '\u13a0-\u13f5\u13f8-\u13fd\uab70-\uabbf',
        'Coptic': '\u2c80-\u2ce4',
        'Lisu': '\ua4d0-\ua4f7',
        'phonetic': '\u0251\u0261\u026a\u1d00-\u1d2b',
        'Roman numeral': '\u2160-\u2188'
    } -%}
    {{ return({
        'foreign': foreign,
        'any_foreign': foreign.values() | join(''),
        'latin': 'A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff',
        'mark': '\u0300-\u036f',
        'wide': '\uff10-\uff19\uff21-\uff3a\uff41-\uff5a',
        'east_asian': '\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3',
        'styled': '\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124\u2126\u2128\u212a-\u2134\u2139\u213c-\u213f\u2145-\u2149\u24b6-\u24e9\ufb00-\ufb06𝐀-𝟿🄰-🆉',
        'unseen': '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb󠀀-󠁿',
        'joiner': '\u200c\u200d',
        'joining': '\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc',
        'selector': '\ufe00-\ufe0f',
        'like': 'АВЕЁКМНОРСТУХЅІЇЈԚԜаеёорсухѕіїјһԁԛԝӏкмтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρικυχγՕՏՍօոսհզցᎪᏟᎬᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃɑɡɪⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ',
        'like_latin': 'ABEËKMHOPCTYXSIÏJQWaeëopcyxsiïjhdqwlkmtABEZHIKMNOPTYXaovpikuxyOSUonuhqgACEHJKLMPSTVWZagiIVXLCDMivxlcdm'
    }) }}
{%- endmacro %}


{#- Whether a text can have none of them, as nearly all texts: it is in Latin letters, in Chinese, Japanese or Korean, or in both. -#}
{% macro has_usual_signs(text) -%}
    {{ fully_matches(text, '[ -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u3001-\u3015\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3]*') }}
{%- endmacro %}


{#- The kinds of odd characters, and for each the condition that a text has one. -#}
{% macro odd_kinds(text) -%}
    {%- set sign = signs() -%}
    {{ return({
        'unseen': first_match(text, unseen_form()) ~ ' is not null',
        'styled': first_match(text, '[' ~ sign.styled ~ ']') ~ ' is not null',
        'mixed': first_match(text, mixed_form()) ~ ' is not null',
        'wide': first_match(text, '[' ~ sign.wide ~ ']') ~ ' is not null and ('
            ~ first_match(text, '[' ~ sign.latin ~ ']') ~ ' is not null or ' ~ first_match(text, '[' ~ sign.east_asian ~ ']') ~ ' is null)',
        'lone': first_match(text, '[' ~ sign.latin ~ ']') ~ ' is not null and ' ~ first_match(text, lone_form()) ~ ' is not null and '
            ~ first_match('translate(' ~ text ~ ", '" ~ sign.like ~ "', '')", '[' ~ sign.any_foreign ~ ']') ~ ' is null',
        'apart': 'length(' ~ composed(text) ~ ') < length(' ~ text ~ ')'
    }) }}
{%- endmacro %}


{#- A character that nobody can see. Joiners belong behind a letter of a script that joins its letters, as Arabic and those of India do,
    and selectors behind a sign that has variants. -#}
{% macro unseen_form() -%}
    {%- set sign = signs() -%}
    {{ return('[' ~ sign.unseen ~ ']|(?:^|[^' ~ sign.joining ~ '])[' ~ sign.joiner ~ ']|(?:^|[ -~' ~ sign.latin ~ sign.any_foreign ~ '])[' ~ sign.selector ~ ']') }}
{%- endmacro %}


{#- A letter of another script beside a Latin one. -#}
{% macro mixed_form() -%}
    {%- set sign = signs() -%}
    {%- set latin, foreign, marks = '[' ~ sign.latin ~ ']', '[' ~ sign.any_foreign ~ ']', '[' ~ sign.mark ~ ']*' -%}
    {{ return(latin ~ marks ~ foreign ~ '|' ~ foreign ~ marks ~ latin) }}
{%- endmacro %}


{#- A word of one or two letters that look like Latin ones. In a text where no other letter tells that the script is another one, it is
    meant to be Latin. -#}
{% macro lone_form() -%}
    {%- set sign = signs() -%}
    {{ return('(?:^|[^' ~ sign.any_foreign ~ '])[' ~ sign.like ~ ']{1,2}(?:$|[^' ~ sign.any_foreign ~ '])') }}
{%- endmacro %}


{#- The first kind that a text has. Where the condition `may_be_foreign` does not hold, a letter of another script is odd by itself. -#}
{% macro first_odd_kind(text, may_be_foreign) -%}
    case
        {%- for kind, condition in odd_kinds(text).items() %}
        when {{ condition }} then '{{ kind }}'
        {%- endfor %}
        when not coalesce({{ may_be_foreign }}, false) and {{ first_match(text, '[' ~ signs().any_foreign ~ ']') }} is not null then 'foreign'
    end
{%- endmacro %}


{#- A query that adds to a relation with odd_kind and cell what is said of the cell: the first of its odd characters, by name, and what
    to do. -#}
{% macro told_of_odd_signs(relation) -%}
    {%- set sign = signs() -%}
    {%- set in_word = '[' ~ sign.latin ~ sign.any_foreign ~ sign.mark ~ ']*' -%}
    {%- set accents = sign.mark ~ '\u0653-\u0655\u3099\u309a' -%}
    {%- set like_latin = "'" ~ sign.like ~ "', '" ~ sign.like_latin ~ "'" -%}
    select
        *,
        case odd_kind
            when 'unseen' then 'has ' || number || ' (' || {{ name_of_unseen('letter') }} || '), which nobody can see; delete it'
            when 'styled' then 'has the character ' || letter || ' (' || number || '), which only looks like a letter; write '
                || coalesce({{ plain_letter('letter') }}, nullif({{ composed('letter') }}, letter), 'the letter itself')
            when 'wide' then 'has the full-width character ' || letter || ' (' || number || '); write ' || {{ plain_letter('letter') }}
            when 'foreign' then 'has the ' || script || ' letter ' || letter || ' (' || number || ')'
            when 'apart' then
                case
                    when length({{ composed('word') }}) = 1 and length(word) = 2 then 'writes ' || {{ composed('word') }} || ' as two characters; write it as one'
                    else 'writes a letter and its accent as several characters; write them as one'
                end
            else
                case
                    when odd_kind = 'lone' or {{ first_match('in_latin', '[' ~ sign.any_foreign ~ ']') }} is null
                        then 'mixes the ' || script || ' letter ' || letter || ' (' || number || ') with Latin letters; write ' || in_latin
                    else 'mixes the Latin letter ' || latin_letter || ' (' || {{ code_point('latin_letter') }} || ') with ' || script || ' letters; write '
                        || case when {{ first_match('in_cyrillic', '[' ~ sign.latin ~ ']') }} is null then in_cyrillic else 'the word in one script' end
                end
        end as told
    from (
        select
            *,
            {{ code_point('letter') }} as number,
            {{ script_of('letter') }} as script,
            {{ first_match('word', '[' ~ sign.latin ~ ']') }} as latin_letter,
            translate(word, {{ like_latin }}) as in_latin,
            translate(word, 'ABEKMHOPCTYXSIJaeopcyxsij', 'АВЕКМНОРСТУХЅІЈаеорсухѕіј') as in_cyrillic
        from (
            select
                *,
                case odd_kind
                    when 'unseen' then {{ first_match('word', '[' ~ sign.unseen ~ sign.joiner ~ sign.selector ~ ']') }}
                    when 'mixed' then {{ first_match('word', '[' ~ sign.any_foreign ~ ']') }}
                    when 'lone' then left(word, 1)
                    else word
                end as letter
            from (
                select
                    *,
                    case odd_kind
                        when 'unseen' then {{ first_match('cell', unseen_form()) }}
                        when 'styled' then {{ first_match('cell', '[' ~ sign.styled ~ ']') }}
                        when 'mixed' then {{ first_match('cell', in_word ~ '(?:' ~ mixed_form() ~ ')' ~ in_word) }}
                        when 'wide' then {{ first_match('cell', '[' ~ sign.wide ~ ']') }}
                        when 'lone' then {{ first_match(first_match('cell', lone_form()), '[' ~ sign.like ~ ']{1,2}') }}
                        when 'foreign' then {{ first_match('cell', '[' ~ sign.any_foreign ~ ']') }}
                        when 'apart' then {{ first_match('cell', '[^' ~ accents ~ '][' ~ accents ~ ']+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?') }}
                    end as word
                from {{ relation }}
            ) as with_words
        ) as with_letters
    ) as with_numbers
{%- endmacro %}


{#- The script of a letter. -#}
{% macro script_of(letter) -%}
    case
        {%- for script, class in signs().foreign.items() %}
        when {{ fully_matches(letter, '[' ~ class ~ ']') }} then '{{ script }}'
        {%- endfor %}
    end
{%- endmacro %}


{#- The Latin letter that a full-width or mathematical character stands for; null for other characters. -#}
{% macro plain_letter(letter) -%}
    case
        when ascii({{ letter }}) between 65296 and 65370
            then substr('0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[__^_`abcdefghijklmnopqrstuvwxyz', ascii({{ letter }}) - 65295, 1)
        when ascii({{ letter }}) between 64256 and 64262
            then trim(both ' ' from substr('ff fi fl ffifflst st ', (ascii({{ letter }}) - 64256) * 3 + 1, 3))
        when ascii({{ letter }}) between 119808 and 120483
            then substr('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', cast((ascii({{ letter }}) - 119808) % 52 as integer) + 1, 1)
    end
{%- endmacro %}


{% macro name_of_unseen(letter) -%}
    case
        {%- for letters, name in [
            ('\u00ad', 'soft hyphen'), ('\u034f', 'combining grapheme joiner'), ('\u061c', 'Arabic letter mark'),
            ('\u180e', 'Mongolian vowel separator'), ('\u200b', 'zero-width space'), ('\u200c', 'zero-width non-joiner'),
            ('\u200d', 'zero-width joiner'), ('\u200e', 'left-to-right mark'), ('\u200f', 'right-to-left mark'),
            ('\u202a', 'left-to-right embedding'), ('\u202b', 'right-to-left embedding'), ('\u202c', 'pop directional formatting'),
            ('\u202d', 'left-to-right override'), ('\u202e', 'right-to-left override'), ('\u2060', 'word joiner'),
            ('\u2061', 'function application'), ('\u2062', 'invisible times'), ('\u2063', 'invisible separator'), ('\u2064', 'invisible plus'),
            ('\u2066', 'left-to-right isolate'), ('\u2067', 'right-to-left isolate'), ('\u2068', 'first strong isolate'),
            ('\u2069', 'pop directional isolate'), ('\u2800', 'braille pattern blank'), ('\ufeff', 'zero-width no-break space'),
            ('\u115f\u1160\u3164\uffa0', 'Hangul filler'), ('\ufe00-\ufe0f', 'variation selector'), ('󠀀-󠁿', 'tag')
        ] %}
        when {{ fully_matches(letter, '[' ~ letters ~ ']') }} then '{{ name }}'
        {%- endfor %}
        else 'control of how text is shown'
    end
{%- endmacro %}
