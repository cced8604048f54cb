{{ config(severity='warn') }}
-- Every source is cited by some row. One that is not is useless, or somebody forgot to cite it.
{%- set citing = [
    ('claims', ['source_id']),
    ('bookings', ['source_ids']),
    ('goals', ['minute_source_ids', 'assist_source_ids', 'source_ids']),
    ('legs', ['kick_off_source_ids', 'half_time_source_ids', 'attendance_source_ids', 'referee_source_ids', 'manager_source_ids', 'source_ids']),
    ('lineups', ['source_ids']),
    ('shootout_kicks', ['source_ids']),
    ('team_sheets', ['source_ids']),
    ('competitions', ['source_ids']),
    ('editions', ['source_ids']),
    ('entries', ['source_ids']),
    ('group_results', ['source_ids']),
    ('managers', ['nationality_source_ids']),
    ('names', ['source_ids']),
    ('player_merges', ['source_ids']),
    ('players', ['nationality_source_ids']),
    ('rounds', ['source_ids']),
    ('teams', ['source_ids']),
    ('ties', ['source_ids']),
    ('venues', ['source_ids']),
    ('berths', ['source_ids']),
    ('ranking_rules', ['source_ids']),
    ('tie_rules', ['source_ids']),
    ('group_rules', ['source_ids']),
    ('rule_witnesses', ['source_ids'])
] %}
with

sources as (

    select * from {{ ref('sources') }}
    {%- if asked('cup') and asked('alone') %}
        -- ours stay for the rules' sake, and our record is away
        where {{ arrived_from('sources') }} != '{{ where_from(ref('sources')) }}'
    {%- endif %}

),

cited as (

    {%- for name, columns in citing %}
        {%- for column in columns %}
            select {{ list_items(typed(column)) }} as source_id from {{ ref(name) }}
            union
        {%- endfor %}
    {%- endfor %}
    select {{ typed('lineups_copied_from') }} as source_id from sources

),

faults as (

    select
        sources.source_id as row_key,
        {{ arrived_from('sources', 'sources') }} || ', row ' || sources.source_id
        || ': source ' || sources.source_id || ' (' || sources.title
        || ') is cited by no row; cite it, delete it, or waive it in exceptions' as message
    from sources
    left join cited on trim(both ' ' from sources.source_id) = cited.source_id
    where cited.source_id is null

)

select * from faults
where not {{ is_waived() }}
