{{ config(severity='warn') }}
-- A competition whose ties have matches is known to some rule, and so is each of its rounds. One that is not may be
-- misspelt; if not, its ties are decided only where every rule would agree. So it is with groups.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

groups as (

    select * from {{ ref('int_groups_listed') }}

),

rules_of_groups as (

    select * from {{ ref('int_group_rules') }}

),

round_names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round'

),

places as (

    select
        editions.competition_id,
        rounds.round_code,
        min({{ bytewise('editions.edition_id') }}) as edition_id,
        count(*) as tie_count,
        count(ties.tie_rule_id) as ruled_tie_count
    from ties
    inner join editions on ties.edition_id = editions.edition_id
    inner join rounds on ties.round_id = rounds.round_id
    where ties.base_leg_count > 0
    group by editions.competition_id, rounds.round_code

),

known as (

    select distinct
        'competition' as looked_for,
        competition_id as value,
        competition_id as spelling
    from tie_rules
    union
    select
        'round' as looked_for,
        name as value,
        name as spelling
    from round_names
    where name_kind = 'alias'
    union
    select
        'round' as looked_for,
        round_code as value,
        round_code as spelling
    from (select {{ list_items('round_codes') }} as round_code from tie_rules) as codes
    union
    select
        'round' as looked_for,
        entity_id as value,
        entity_id as spelling
    from round_names

),

asked as (

    select
        'competition' as looked_for,
        competition_id as value,
        min({{ bytewise('edition_id') }}) as edition_id,
        sum(tie_count) as tie_count,
        sum(ruled_tie_count) as ruled_tie_count
    from places
    group by competition_id
    union all
    -- of a competition that no rule knows, the rounds are not told as well
    select
        'round' as looked_for,
        places.round_code as value,
        min({{ bytewise('places.edition_id') }}) as edition_id,
        sum(places.tie_count) as tie_count,
        sum(places.ruled_tie_count) as ruled_tie_count
    from places
    inner join known on known.looked_for = 'competition' and places.competition_id = known.value
    group by places.round_code

),

unknown as (

    select asked.*
    from asked
    left join known on asked.looked_for = known.looked_for and asked.value = known.value
    where known.value is null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

groups_without_rule as (

    select
        min({{ bytewise('groups.edition_id') }}) as row_key,
        'no rule orders the groups of ' || editions.competition_id || ' ('
        || count(*) || case when count(*) = 1 then ' group' else ' groups' end || ', the first in '
        || min({{ bytewise('groups.edition_id') }})
        || '); add it to group_rules (docs/bring_your_own.md has ladders to copy)' as message
    from groups
    inner join editions on groups.edition_id = editions.edition_id
    left join rules_of_groups on groups.group_id = rules_of_groups.group_id
    where rules_of_groups.group_rule_id is null
    group by editions.competition_id

),

ties_without_rule as (

    select
        unknown.edition_id as row_key,
        'no rule knows the ' || unknown.looked_for || ' ' || unknown.value || ' of ' || unknown.edition_id || ' ('
        || unknown.tie_count || case when unknown.tie_count = 1 then ' tie' else ' ties' end || ')'
        || coalesce('; did you mean ' || nearest.nearest || '? If not', '; if it is right')
        || ', add its rule to tie_rules (docs/bring_your_own.md has ladders to copy)' as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value
    -- a rule for all rounds knows a round by any name, unless that looks like a slip, and not like another number
    where
        unknown.ruled_tie_count < unknown.tie_count
        or (
            {{ edits_between('unknown.value', 'nearest.nearest') }} <= 2
            and translate(unknown.value, '0123456789', '') != translate(nearest.nearest, '0123456789', '')
        )

),

faults as (

    select * from ties_without_rule
    union all
    select * from groups_without_rule

)

select * from faults
where not {{ is_waived() }}
