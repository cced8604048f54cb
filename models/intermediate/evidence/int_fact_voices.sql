-- Who stands for a fact and who against it. For: the sources of its cell, where the cell says what was
-- adopted, and those whose claims agree. Against: those whose claims contradict, also where the row is
-- theirs otherwise. Who claims both counts for neither side. Copies share a group.
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

voices as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        source_id,
        case when max(case when statement = 'contradicts' then 1 else 0 end) = 1 then 'against' else 'for' end as side
    from statements
    group by edition_id, subject_type, subject_id, attribute, source_id
    having
        max(case when statement = 'agrees' then 1 else 0 end)
        + max(case when statement = 'contradicts' then 1 else 0 end) < 2

)

select
    voices.edition_id,
    voices.subject_type,
    voices.subject_id,
    voices.attribute,
    voices.source_id,
    voices.side,
    case
        when
            (voices.subject_type = 'appearance' or voices.attribute = 'starter_count')
            and sources.lineups_copied_from is not null
            then coalesce(copied.independence_group, sources.lineups_copied_from)
        else coalesce(sources.independence_group, voices.source_id)
    end as independence_group
from voices
left join sources on voices.source_id = sources.source_id
left join sources as copied on sources.lineups_copied_from = copied.source_id
