-- The attribute of a claim or a ruling is one that the vocabulary has for that kind of subject, and its value has
-- the form that the vocabulary gives the attribute. Tests the text, before anything is cast.
{%- set day = '([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))' %}
{%- set whole = '(-?(0|[1-9][0-9]{0,8}))' %}
{%- set minute = '([1-9][0-9]?|1[0-9][0-9]|2[0-3][0-9]|240)|(45|90|105|120)[+][0-9]*' %}
{%- set days = day ~ '[.][.]|[.][.]' ~ day ~ '|' ~ day ~ '[.][.]' ~ day %}
{%- set wholes = whole ~ '|' ~ whole ~ '[.][.]|[.][.]' ~ whole ~ '|' ~ whole ~ '[.][.]' ~ whole %}
with

vocabulary as (

    select * from {{ ref('stg_claim_attributes') }}

),

stated as (

    {{ stated_values() }}

),

judged as (

    select
        stated.*,
        case
            when vocabulary.attribute is null then null
            when
                vocabulary.value_type = 'integer'
                and not {{ fully_matches('stated.stated_value', wholes) }}
                then 'a whole number, or a range of them such as 28..32'
            when
                vocabulary.value_type = 'date'
                and not ({{ is_a_date('stated.stated_value') }})
                and not {{ fully_matches('stated.stated_value', days) }}
                then 'a day, year-month-day, or a range such as ..1999-05-26'
            when
                vocabulary.value_type = 'dates'
                and not {{ fully_matches('stated.stated_value', day ~ '/' ~ day) }}
                then 'two days, year-month-day/year-month-day'
            when
                vocabulary.value_type = 'time'
                and not {{ fully_matches('stated.stated_value', '([01][0-9]|2[0-3]):[0-5][0-9]') }}
                then 'a time, hour:minute'
            when
                vocabulary.value_type = 'minute'
                and not {{ fully_matches('stated.stated_value', minute) }}
                then 'a minute as printed, such as 90 or 90+2'
            when vocabulary.value_type = 'boolean' and stated.stated_value not in ('true', 'false')
                then 'true or false'
            when
                vocabulary.value_type = 'score'
                and not {{ fully_matches('stated.stated_value', '[0-9]{1,3}-[0-9]{1,3}(, [0-9]{1,3}-[0-9]{1,3})*') }}
                then 'a score, such as 2-1 or 2-2, 7-6'
            when
                vocabulary.value_type in ('id', 'player', 'team', 'manager', 'venue')
                and not {{ fully_matches('stated.stated_value', '[A-Za-z0-9_./-]+') }}
                then 'an id, such as omar_bravo'
        end as expected,
        vocabulary.attribute is not null as is_in_the_vocabulary
    from stated
    left join vocabulary
        on stated.subject_type = vocabulary.subject_type and stated.attribute = vocabulary.attribute

),

known as (

    select
        subject_type as looked_for,
        attribute as value,
        attribute as spelling
    from vocabulary

),

unknown as (

    select distinct
        row_key,
        arrived_from,
        subject_type as looked_for,
        attribute as value
    from judged
    where not is_in_the_vocabulary and subject_type is not null and attribute is not null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

faults as (

    select
        unknown.row_key,
        unknown.arrived_from || ', row ' || unknown.row_key || ', column attribute: "' || unknown.value
        || '" is not in the vocabulary for a ' || unknown.looked_for || '; '
        || coalesce('did you mean ' || nearest.nearest || '? Otherwise ', '')
        || 'choose one of claim_attributes, or add it there' as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value
    union all
    select
        row_key,
        arrived_from || ', row ' || row_key || ', column ' || column_name || ': "' || stated_value || '" - expected '
        || expected || '; leave it blank if the source says it in words only' as message
    from judged
    where expected is not null and stated_value is not null

)

select * from faults
where not {{ is_waived() }}
