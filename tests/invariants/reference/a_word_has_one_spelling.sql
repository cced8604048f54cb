-- A word that rows are matched by, such as a round or a country, has one spelling. If two spellings differ in
-- capitals only, rows that belong together do not match, and nobody notices.
{%- set words = [
    ('round', 'rounds', 'round_id', 'round_code'),
    ('round', 'legs', 'match_id', 'round_code'),
    ('round', 'tie_rules', 'tie_rule_id', 'round_codes'),
    ('round', 'group_rules', 'group_rule_id', 'round_codes'),
    ('round', 'ranking_rules', 'ranking_rule_id', 'exit_round_code'),
    ('zone', 'entries', 'team_id', 'zone'),
    ('zone', 'rounds', 'round_id', 'zone'),
    ('zone', 'legs', 'match_id', 'zone'),
    ('zone', 'tie_rules', 'tie_rule_id', 'zones'),
    ('zone', 'group_rules', 'group_rule_id', 'zones'),
    ('placing', 'entries', 'team_id', 'route_placing'),
    ('language', 'names', 'entity_id', 'language'),
    ('association', 'teams', 'team_id', 'association_code'),
    ('association', 'berths', 'berth_id', 'excluded_association_code'),
    ('kind of source', 'sources', 'source_id', 'kind'),
    ('group of sources', 'sources', 'source_id', 'independence_group'),
    ('country', 'legs', 'match_id', 'referee_nationality'),
    ('country', 'players', 'player_id', 'nationality'),
    ('country', 'players', 'player_id', 'second_nationality'),
    ('country', 'managers', 'manager_id', 'nationality'),
    ('country', 'venues', 'venue_id', 'country')
] %}
with

written as (

    {%- for word, table, key, column in words %}
        select
            '{{ word }}' as word,
            {{ typed(key) }} as row_key,
            {{ arrived_from(table) }} || ', row ' || {{ typed(key) }} || ', column {{ column }}' as place,
            {{ list_items(typed(column)) if column in ('round_codes', 'zones') else typed(column) }} as spelling
        from {{ raw_rows(table) }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

spellings as (

    select
        word,
        spelling,
        count(*) as row_count,
        min({{ bytewise('row_key') }}) as first_row_key,
        min({{ bytewise('place') }}) as first_place
    from written
    where spelling is not null
    group by word, spelling

),

faults as (

    select
        rarer.first_row_key as row_key,
        rarer.first_place || ': the ' || rarer.word || ' "' || rarer.spelling || '" is spelt "' || usual.spelling
        || '" in ' || usual.first_place || '; choose one spelling' as message
    from spellings as rarer
    inner join spellings as usual
        on
            rarer.word = usual.word
            and lower(rarer.spelling) = lower(usual.spelling)
            and rarer.spelling != usual.spelling
            and (
                rarer.row_count < usual.row_count
                or (rarer.row_count = usual.row_count and {{ bytewise('rarer.spelling') }} < usual.spelling)
            )

)

select * from faults
where not {{ is_waived() }}
