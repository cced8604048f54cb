-- The test and the row of an exception exist. Otherwise it accepts nothing, and nobody would notice.
{%- set tests = [] %}
{%- if execute %}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'test' and node.package_name == 'cup_warehouse' and 'invariants' in node.fqn %}
        {%- do tests.append(node.name) %}
    {%- endfor %}
{%- endif %}
{%- set keys = [
    ('stg_legs', 'match_id'),
    ('stg_goals', 'goal_id'),
    ('stg_bookings', 'booking_id'),
    ('stg_shootout_kicks', 'kick_id'),
    ('int_appearances_timed', "match_id || '/' || player_id"),
    ('int_ties_listed', 'tie_id'),
    ('int_groups_listed', 'group_id'),
    ('stg_group_results', 'group_id'),
    ('int_rounds_listed', 'round_id'),
    ('int_editions_listed', 'edition_id'),
    ('int_teams_listed', 'team_id'),
    ('int_players_listed', 'player_id'),
    ('stg_player_merges', 'merged_player_id'),
    ('int_managers_listed', 'manager_id'),
    ('int_venues_listed', 'venue_id'),
    ('stg_names', 'entity_id'),
    ('stg_roll_of_honour', "competition_id || '/' || season"),
    ('stg_berths', 'berth_id'),
    ('stg_ranking_rules', 'ranking_rule_id'),
    ('stg_tie_rules', 'tie_rule_id'),
    ('stg_group_rules', 'group_rule_id'),
    ('stg_rule_witnesses', "rule_id || '/' || witness_id"),
    ('stg_rule_sets', 'rule_set_id'),
    ('stg_sources', 'source_id'),
    ('stg_claims', 'claim_id'),
    ('stg_rulings', 'ruling_id'),
    ('stg_ruling_families', 'ruling_family_id'),
    ('int_player_sightings', "edition_id || '/' || player_id")
] %}
with

exceptions as (

    select
        {{ arrived_from('exceptions') }} as arrived_from,
        {{ typed('test_name') }} as test_name,
        {{ typed('row_key') }} as row_key
    from {{ raw_rows('exceptions') }}

),

tests as (

    {%- for test in tests or ['none'] %}
        select '{{ test }}' as test_name
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

row_keys as (

    {%- for model, key in keys %}
        select {{ key }} as row_key from {{ ref(model) }}
        {{ 'union' if not loop.last }}
    {%- endfor %}

),

known as (

    select
        'test' as looked_for,
        test_name as value,
        test_name as spelling
    from tests
    union all
    select
        'row' as looked_for,
        row_key as value,
        row_key as spelling
    from row_keys

),

unknown as (

    select
        exceptions.*,
        case when tests.test_name is null then 'test' else 'row' end as looked_for,
        case when tests.test_name is null then exceptions.test_name else exceptions.row_key end as value
    from exceptions
    left join tests on exceptions.test_name = tests.test_name
    left join row_keys on exceptions.row_key = row_keys.row_key
    where tests.test_name is null or row_keys.row_key is null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

faults as (

    select
        unknown.row_key,
        unknown.test_name,
        unknown.arrived_from || ', row ' || unknown.test_name || ' ' || unknown.row_key
        || ': there is no ' || unknown.looked_for || ' ' || unknown.value
        || coalesce('; did you mean ' || nearest.nearest || '? As it is,', ', so')
        || ' this exception has no effect; correct it or delete it' as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value

)

select * from faults
where not {{ is_waived() }}
