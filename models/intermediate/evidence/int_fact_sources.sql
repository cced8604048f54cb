-- One row per source that is for a fact or against it. For it are the sources of its cell, where the cell has what was
-- adopted, and those whose claims agree; against it are those whose claims contradict, even where the rest of the row
-- is theirs. A source that claims both is left out. Copies of one text share a group.
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
