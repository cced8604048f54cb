-- One row per round, whether it has a row of its own or is only mentioned by a leg, with what its code tells where the
-- record is silent. A code may be an alias of a usual one.
with

rounds as (

    select * from {{ ref('stg_rounds') }}

),

rounds_of_legs as (

    select distinct
        competition_id || '_' || season as edition_id,
        zone,
        round_code
    from {{ ref('stg_legs') }}
    where competition_id is not null and season is not null and round_code is not null

),

codes as (

    select * from {{ ref('int_round_codes') }}

),

usual_names as (

    select * from {{ ref('stg_names') }}
    where entity_type = 'round' and name_kind = 'primary' and language = 'en' and valid_to is null

),

matches_by_round as (

    select
        round_id,
        min(played_from) as first_played_on,
        count(distinct tie_id) as tie_count,
        bool_or(tie_id is null or group_id is not null) as has_groups
    from {{ ref('int_legs_placed') }}
    group by round_id

),

all_rounds as (

    select
        rounds.round_id,
        rounds.edition_id,
        rounds.zone,
        rounds.round_code,
        rounds.round_name,
        rounds.round_kind,
        rounds.stage_part,
        rounds.round_order,
        rounds.filled_by,
        rounds.gives_title,
        rounds.source_ids
    from rounds
    union all
    select
        rounds_of_legs.edition_id || coalesce('/' || rounds_of_legs.zone, '') || '/' || rounds_of_legs.round_code
            as round_id,
        rounds_of_legs.edition_id,
        rounds_of_legs.zone,
        rounds_of_legs.round_code,
        cast(null as {{ dbt.type_string() }}) as round_name,
        cast(null as {{ dbt.type_string() }}) as round_kind,
        cast(null as {{ dbt.type_string() }}) as stage_part,
        cast(null as integer) as round_order,
        cast(null as {{ dbt.type_string() }}) as filled_by,
        cast(null as boolean) as gives_title,
        cast(null as {{ dbt.type_string() }}) as source_ids
    from rounds_of_legs
    left join rounds
        on
            rounds_of_legs.edition_id = rounds.edition_id
            and rounds_of_legs.round_code = rounds.round_code
            and rounds_of_legs.zone is not distinct from rounds.zone
    where rounds.round_id is null

)

select
    all_rounds.round_id,
    all_rounds.edition_id,
    all_rounds.zone,
    all_rounds.round_code,
    codes.usual_round_code,
    coalesce(all_rounds.round_name, usual_names.name, replace(all_rounds.round_code, '_', ' ')) as round_name,
    coalesce(all_rounds.round_kind, case when matches_by_round.has_groups then 'groups' else 'ties' end) as round_kind,
    coalesce(all_rounds.stage_part, 'proper') as stage_part,
    all_rounds.round_order,
    coalesce(all_rounds.filled_by, codes.filled_by, 'winners') as filled_by,
    all_rounds.gives_title as gives_title_on_record,
    codes.round_kind as code_round_kind,
    codes.gives_title as code_gives_title,
    codes.best_place,
    coalesce(codes.settles_group, false) as settles_group,
    matches_by_round.first_played_on,
    coalesce(matches_by_round.tie_count, 0) as tie_count,
    all_rounds.source_ids
from all_rounds
inner join codes on all_rounds.round_code = codes.round_code
left join usual_names on codes.usual_round_code = usual_names.entity_id
left join matches_by_round on all_rounds.round_id = matches_by_round.round_id
