-- Which sources stand behind a fact: those of its cell, where the cell says what was adopted, and those
-- whose claims agree. A source that also says otherwise is not among them. Copies share a group.
with

facts as (

    select * from {{ ref('int_facts_gathered') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

of_the_record as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        {{ list_items('source_ids') }} as source_id
    from facts
    where recorded_value = warehouse_value

),

of_the_claims as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        source_id
    from claims
    where verdict = 'agrees'

),

stated as (

    select * from of_the_record
    union
    select * from of_the_claims

),

denied as (

    select distinct
        edition_id,
        subject_type,
        subject_id,
        attribute,
        source_id
    from claims
    where verdict = 'contradicts'

)

select
    stated.edition_id,
    stated.subject_type,
    stated.subject_id,
    stated.attribute,
    stated.source_id,
    case
        when
            (stated.subject_type = 'appearance' or stated.attribute = 'starter_count')
            and sources.lineups_copied_from is not null
            then coalesce(copied.independence_group, sources.lineups_copied_from)
        else coalesce(sources.independence_group, stated.source_id)
    end as independence_group
from stated
left join sources on stated.source_id = sources.source_id
left join sources as copied on sources.lineups_copied_from = copied.source_id
left join denied
    on
        stated.edition_id = denied.edition_id
        and stated.subject_type = denied.subject_type
        and stated.subject_id = denied.subject_id
        and stated.attribute = denied.attribute
        and stated.source_id = denied.source_id
where denied.source_id is null
