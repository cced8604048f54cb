-- depends_on: {{ ref('exceptions') }}
-- What a ruling adopts and what a claim parses to has the form of its attribute: a number, a day or
-- a time. Asked of the text itself, before anything is cast.
with

stated as (

    select
        arrived_from,
        ruling_id as row_key,
        'adopted_value' as column_name,
        attribute,
        {{ typed('adopted_value') }} as stated_value
    from {{ ref('rulings') }}
    union all
    select
        arrived_from,
        ruling_id as row_key,
        'other_values' as column_name,
        attribute,
        {{ list_items(typed('other_values')) }} as stated_value
    from {{ ref('rulings') }}
    union all
    select
        arrived_from,
        claim_id as row_key,
        'parsed_value' as column_name,
        case when attribute = 'minute' then 'printed_minute' else attribute end as attribute,
        {{ typed('parsed_value') }} as stated_value
    from {{ ref('claims') }}

),

judged as (

    select
        *,
        case
            when
                attribute in (
                    'minute', 'goal_number', 'attendance', 'goal_count', 'match_count', 'team_count',
                    'association_count', 'edition_number', 'return_leg_year', 'scorer_rank', 'goals', 'title_count',
                    'final_placing', 'expected_attendance', 'match_goals'
                )
                and not {{ fully_matches('stated_value', '[0-9]{1,9}') }}
                then 'a whole number'
            when attribute = 'played_on' and not ({{ is_a_date('stated_value') }}) then 'a day, year-month-day'
            when attribute = 'kick_off' and not {{ fully_matches('stated_value', '[0-2][0-9]:[0-5][0-9]') }}
                then 'a time, hour:minute'
            when attribute = 'printed_minute' and not {{ fully_matches('stated_value', '[0-9]{1,3}([+][0-9]*)?') }}
                then 'a minute as printed, such as 90 or 90+2'
        end as expected
    from stated
    where stated_value is not null

)

select
    row_key,
    arrived_from || ', row ' || row_key || ', column ' || column_name || ': "' || stated_value || '" - expected '
    || expected as message
from judged
where expected is not null
