-- Every round that a match was played in: those on record, and those that only the legs name, put
-- in the order in which they were played. One without a name of its own has the usual one of its kind.
with

rounds as (

    select * from {{ ref('stg_rounds') }}

),

usual_names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round' and name_kind = 'primary' and language = 'en'

),

legs as (

    select * from {{ ref('stg_legs') }}
    where competition_id is not null and season is not null and round_code is not null

),

named_by_legs as (

    select
        competition_id || '_' || season as edition_id,
        round_code,
        min(played_on) as first_played_on,
        count(distinct tie_id) as tie_count
    from legs
    group by competition_id || '_' || season, round_code

),

not_on_record as (

    select
        named_by_legs.edition_id || '/' || named_by_legs.round_code as round_id,
        named_by_legs.edition_id,
        named_by_legs.round_code,
        cast(null as {{ dbt.type_string() }}) as round_name,
        -- the fewer ties the later, where the dates do not say
        row_number() over (
            partition by named_by_legs.edition_id
            order by
                case when named_by_legs.tie_count = 0 then 0 else 1 end,
                named_by_legs.first_played_on asc nulls last,
                named_by_legs.tie_count desc,
                {{ bytewise('named_by_legs.round_code') }} asc
        ) as round_order,
        'winners' as filled_by,
        cast(null as {{ dbt.type_string() }}) as source_ids
    from named_by_legs
    left join rounds
        on named_by_legs.edition_id = rounds.edition_id and named_by_legs.round_code = rounds.round_code
    where rounds.round_id is null

),

all_rounds as (

    select
        round_id,
        edition_id,
        round_code,
        round_name,
        round_order,
        coalesce(filled_by, 'winners') as filled_by,
        source_ids
    from rounds
    union all
    select
        round_id,
        edition_id,
        round_code,
        round_name,
        cast(round_order as integer) as round_order,
        filled_by,
        source_ids
    from not_on_record

)

select
    all_rounds.round_id,
    all_rounds.edition_id,
    all_rounds.round_code,
    coalesce(all_rounds.round_name, usual_names.name, replace(all_rounds.round_code, '_', ' ')) as round_name,
    all_rounds.round_order,
    all_rounds.filled_by,
    all_rounds.source_ids
from all_rounds
left join usual_names on all_rounds.round_code = usual_names.entity_id
