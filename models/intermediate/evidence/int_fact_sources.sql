-- One row per fact and source that states or contradicts it. The sources of its cell state it, as long as the cell has
-- the adopted value, and so do those whose claims agree. A source that does both is left out. Copies of one text share
-- a group.
with

facts as (

    select * from {{ ref('int_facts_gathered') }}

),

claims as (

    select * from {{ ref('int_claims_judged') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

statements as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        {{ list_items('source_ids') }} as source_id,
        'cited' as statement
    from facts
    where recorded_value = warehouse_value
    union all
    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        source_id,
        verdict as statement
    from claims
    where verdict in ('agrees', 'contradicts')

),

sides as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        source_id,
        case when bool_or(statement = 'contradicts') then 'against' else 'for' end as side
    from statements
    group by edition_id, subject_type, subject_id, attribute, source_id
    having not (bool_or(statement = 'agrees') and bool_or(statement = 'contradicts'))

)

select
    sides.*,
    case
        when
            (sides.subject_type = 'appearance' or sides.attribute = 'starter_count')
            and sources.lineups_copied_from is not null
            then coalesce(copied.independence_group, sources.lineups_copied_from)
        else coalesce(sources.independence_group, sides.source_id)
    end as independence_group
from sides
left join sources on sides.source_id = sources.source_id
left join sources as copied on sources.lineups_copied_from = copied.source_id
