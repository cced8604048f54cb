-- One row per round, whether it has a row of its own or is only mentioned by a leg, in the order of play. Without a
-- name it has the usual one of its kind.
with

rounds as (

    select * from {{ ref('stg_rounds') }}

),

usual_names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round' and name_kind = 'primary' and language = 'en' and valid_to is null

),

rounds_of_legs as (

    select
        competition_id || '_' || season as edition_id,
        round_code,
        min(coalesce(played_on, played_from)) as first_played_on,
        count(distinct tie_id) as tie_count
    from {{ ref('stg_legs') }}
    where competition_id is not null and season is not null and round_code is not null
    group by competition_id || '_' || season, round_code

),

all_rounds as (

    select
        coalesce(rounds.round_id, rounds_of_legs.edition_id || '/' || rounds_of_legs.round_code) as round_id,
        coalesce(rounds.edition_id, rounds_of_legs.edition_id) as edition_id,
        coalesce(rounds.round_code, rounds_of_legs.round_code) as round_code,
        rounds.round_name,
        rounds.round_order,
        rounds.filled_by,
        rounds.source_ids,
        rounds_of_legs.first_played_on,
        rounds_of_legs.tie_count
    from rounds
    full join rounds_of_legs
        on rounds.edition_id = rounds_of_legs.edition_id and rounds.round_code = rounds_of_legs.round_code

)

select
    all_rounds.round_id,
    all_rounds.edition_id,
    all_rounds.round_code,
    coalesce(all_rounds.round_name, usual_names.name, replace(all_rounds.round_code, '_', ' ')) as round_name,
    coalesce(
        all_rounds.round_order,
        -- the fewer ties the later, where the dates do not say
        cast(
            row_number() over (
                partition by all_rounds.edition_id, all_rounds.round_order is null
                order by
                    case when all_rounds.tie_count = 0 then 0 else 1 end,
                    all_rounds.first_played_on asc nulls last,
                    all_rounds.tie_count desc,
                    {{ bytewise('all_rounds.round_code') }} asc
            ) as integer
        )
    ) as round_order,
    coalesce(all_rounds.filled_by, 'winners') as filled_by,
    all_rounds.source_ids
from all_rounds
left join usual_names on all_rounds.round_code = usual_names.entity_id
