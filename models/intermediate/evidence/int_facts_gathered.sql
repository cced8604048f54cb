-- Every fact that a claim, a ruling or a source stands behind. A fact that nobody has vouched for is
-- in the marts and not here.
with

claimed as (

    select * from {{ ref('int_facts_claimed') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}

),

told as (

    select * from {{ ref('int_facts_of_editions') }}
    union all
    select * from {{ ref('int_facts_of_ties') }}
    union all
    select * from {{ ref('int_facts_of_matches') }}
    union all
    select * from {{ ref('int_facts_of_goals') }}
    union all
    select * from {{ ref('int_facts_of_lineups') }}
    union all
    select * from {{ ref('int_facts_of_teams') }}
    union all
    select * from {{ ref('int_facts_of_names') }}

),

-- what a table has no column for is adopted by its ruling alone
adopted as (

    select
        claimed.edition_id,
        claimed.subject_type,
        claimed.subject_id,
        claimed.attribute,
        rulings.ruling_id,
        rulings.status,
        rulings.adopted_value,
        rulings.other_values
    from claimed
    left join rulings
        on
            claimed.edition_id = rulings.edition_id
            and claimed.subject_type = rulings.subject_type
            and claimed.subject_id = rulings.subject_id
            and claimed.attribute = rulings.attribute

)

select
    coalesce(told.edition_id, adopted.edition_id) as edition_id,
    coalesce(told.subject_type, adopted.subject_type) as subject_type,
    coalesce(told.subject_id, adopted.subject_id) as subject_id,
    coalesce(told.attribute, adopted.attribute) as attribute,
    told.warehouse_value is not null as is_computed,
    case when told.subject_id is null then adopted.adopted_value else told.warehouse_value end as warehouse_value,
    told.recorded_value,
    coalesce(told.stands_in_a_cell, false) as stands_in_a_cell,
    told.source_ids,
    adopted.ruling_id,
    adopted.status as ruling_status,
    adopted.adopted_value,
    adopted.other_values
from told
full outer join adopted
    on
        told.edition_id = adopted.edition_id
        and told.subject_type = adopted.subject_type
        and told.subject_id = adopted.subject_id
        and told.attribute = adopted.attribute
where
    adopted.subject_id is not null
    or (told.source_ids is not null and told.warehouse_value is not null)
