-- The last season of a rule is not before the first.
{%- set rules = {
    'tie_rules': 'tie_rule_id', 'group_rules': 'group_rule_id', 'ranking_rules': 'ranking_rule_id', 'berths': 'berth_id'
} %}
with

rules as (

    {%- for table, key in rules.items() %}
        select
            {{ arrived_from(table) }} as arrived_from,
            {{ typed(key) }} as rule_id,
            {{ typed('first_season', 'integer') }} as first_season,
            {{ typed('last_season', 'integer') }} as last_season
        from {{ raw_rows(table) }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

faults as (

    select
        rule_id as row_key,
        arrived_from || ', row ' || rule_id || ': it holds from ' || first_season || ' to ' || last_season
        || ', which is before; exchange first_season and last_season, or correct them' as message
    from rules
    where last_season < first_season

)

select * from faults
where not {{ is_waived() }}
