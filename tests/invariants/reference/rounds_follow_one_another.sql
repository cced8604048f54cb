-- The rounds of one part of an edition have different places in its order, unless they are zones of one level. A round
-- feeds rounds of its own edition that come after it. One round gives the title, the last. A code stands for one other
-- at most, and for none if it is known itself and means something else.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

rounds_fed as (

    select * from {{ ref('int_rounds_fed') }}
    where is_on_record

),

aliases as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round' and name_kind = 'alias'

),

round_codes as (

    select * from {{ ref('stg_round_codes') }}

),

rounds_of_legs as (

    select distinct
        competition_id || '_' || season as edition_id,
        zone,
        round_code,
        competition_id || '_' || season || coalesce('/' || zone, '') || '/' || round_code as round_id
    from {{ ref('stg_legs') }}
    where competition_id is not null and season is not null and round_code is not null

),

known as (

    select
        edition_id as looked_for,
        round_id as value,
        round_id as spelling
    from rounds

),

unknown as (

    select
        rounds.edition_id as looked_for,
        rounds_fed.fed_round_id as value,
        min({{ bytewise('rounds_fed.round_id') }}) as round_id
    from rounds_fed
    inner join rounds on rounds_fed.round_id = rounds.round_id
    left join known on rounds.edition_id = known.looked_for and rounds_fed.fed_round_id = known.value
    where known.value is null
    group by rounds.edition_id, rounds_fed.fed_round_id

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

level as (

    select
        one.round_id as row_key,
        'rounds ' || one.round_id || ' and ' || other.round_id || ' both have place ' || one.round_order
        || ' in the order of ' || one.edition_id || '; give each its own round_order, or its zone' as message
    from rounds as one
    inner join rounds as other
        on
            one.edition_id = other.edition_id
            and one.stage_part = other.stage_part
            and one.round_order = other.round_order
            and {{ bytewise('one.round_id') }} < other.round_id
            and coalesce(one.zone = other.zone, true)

),

feeding_nothing as (

    select
        unknown.round_id as row_key,
        'round ' || unknown.round_id || ' feeds ' || unknown.value || ', which is no round of its edition'
        || coalesce('; did you mean ' || nearest.nearest || '?', '') as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value

),

feeding_back as (

    select
        rounds.round_id as row_key,
        'round ' || rounds.round_id || ' feeds ' || fed.round_id
        || ', which does not come after it; mend feeds or round_order' as message
    from rounds_fed
    inner join rounds on rounds_fed.round_id = rounds.round_id
    inner join rounds as fed on rounds_fed.fed_round_id = fed.round_id and rounds.edition_id = fed.edition_id
    where rounds.stage_number >= fed.stage_number

),

two_titles as (

    select
        min({{ bytewise('round_id') }}) as row_key,
        'rounds ' || min({{ bytewise('round_id') }}) || ' and ' || max({{ bytewise('round_id') }})
        || ' both give the title of ' || edition_id || '; one round does' as message
    from rounds
    where gives_title_on_record
    group by edition_id
    having count(*) > 1

),

title_before_the_end as (

    select
        rounds.round_id as row_key,
        'round ' || rounds.round_id || ' gives the title of ' || rounds.edition_id || ', and '
        || max({{ bytewise('later.round_id') }}) || ' comes after it; mend gives_title or round_order' as message
    from rounds
    inner join rounds as later
        on rounds.edition_id = later.edition_id and rounds.stage_number < later.stage_number
    where rounds.gives_title_on_record and later.filled_by = 'winners' and not later.settles_group
    group by rounds.round_id, rounds.edition_id

),

two_ids as (

    select
        rounds.round_id as row_key,
        'round ' || rounds.round_id || ' is ' || rounds_of_legs.round_id
        || ' in legs: its id is its edition, its zone and its code' as message
    from rounds_of_legs
    inner join rounds
        on
            rounds_of_legs.edition_id = rounds.edition_id
            and rounds_of_legs.round_code = rounds.round_code
            and rounds_of_legs.zone is not distinct from rounds.zone
            and rounds_of_legs.round_id != rounds.round_id

),

two_meanings as (

    select
        name as row_key,
        'the code ' || name || ' stands for ' || min({{ bytewise('entity_id') }}) || ' and for '
        || max({{ bytewise('entity_id') }}) || ' in names; keep one' as message
    from aliases
    group by name
    having count(distinct entity_id) > 1

),

other_meaning as (

    select
        aliases.name as row_key,
        'the code ' || aliases.name || ' stands for ' || aliases.entity_id
        || ' in names, and means something else itself; keep one' as message
    from aliases
    inner join round_codes as own on aliases.name = own.round_code
    inner join round_codes as other on aliases.entity_id = other.round_code
    where
        own.gives_title is distinct from other.gives_title
        or own.filled_by is distinct from other.filled_by
        or own.settles_group is distinct from other.settles_group

),

faults as (

    select * from level
    union all
    select * from feeding_nothing
    union all
    select * from feeding_back
    union all
    select * from two_titles
    union all
    select * from title_before_the_end
    union all
    select * from two_ids
    union all
    select * from two_meanings
    union all
    select * from other_meaning

)

select * from faults
where not {{ is_waived() }}
