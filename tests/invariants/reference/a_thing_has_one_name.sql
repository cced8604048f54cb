-- A thing that has a primary name in English in names has the same name in the table of its own. Otherwise the tables
-- would show one name and the pages another. What a cup from outside calls its rounds is its own affair.
{%- set things = [
    ('team', 'teams', 'team_id', 'team_id'),
    ('competition', 'competitions', 'competition_id', 'competition_id'),
    ('edition', 'editions', 'edition_id', 'edition_id'),
    ('round', 'rounds', 'round_id', 'round_code'),
    ('player', 'players', 'player_id', 'player_id'),
    ('venue', 'venues', 'venue_id', 'venue_id')
] %}
with

names as (

    select
        {{ arrived_from('names') }} as arrived_from,
        {{ typed('entity_type') }} as entity_type,
        {{ typed('entity_id') }} as entity_id,
        {{ typed('name') }} as name
    from {{ ref('names') }}
    where
        {{ typed('name_kind') }} = 'primary'
        and {{ typed('language') }} = 'en'
        and {{ typed('valid_to') }} is null

),

things as (

    {%- for thing, table, row_key, entity_id in things %}
        select
            {{ arrived_from(table) }} as arrived_from,
            '{{ thing }}' as entity_type,
            {{ typed(entity_id) }} as entity_id,
            {{ typed(row_key) }} as row_key,
            {{ typed(thing ~ '_name') }} as name
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

faults as (

    select distinct
        things.row_key,
        things.arrived_from || ', row ' || things.row_key || ', column ' || things.entity_type || '_name: "'
        || things.name || '", but ' || names.arrived_from || ' has "' || names.name || '" as the primary name of the '
        || things.entity_type || ' in English; choose one, and write it in both files' as message
    from things
    inner join names on things.entity_type = names.entity_type and things.entity_id = names.entity_id
    where
        things.name != names.name
        and (
            things.entity_type != 'round'
            or (things.arrived_from = '{{ where_from(ref('rounds')) }}')
            = (names.arrived_from = '{{ where_from(ref('names')) }}')
        )

)

select * from faults
where not {{ is_waived() }}
