-- If a ruling is on a cell of the record, the cell has a value that the ruling weighed: the one adopted or one of
-- the others. Otherwise the record has changed since, and the ruling hides the change. Of names a fact may have
-- several cells.
with

facts as (

    select * from {{ ref('int_facts_gathered') }}
    where ruling_id is not null and has_cell and attribute not like '%name%'

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}

),

faults as (

    select
        facts.ruling_id as row_key,
        'ruling ' || facts.ruling_id || ' weighs ' || facts.attribute || ' of ' || facts.subject_id
        || ', but the record now says ' || coalesce(facts.recorded_value, 'nothing')
        || ', which the ruling does not mention; correct the record or the ruling' as message
    from facts
    left join alternatives
        on facts.ruling_id = alternatives.ruling_id and facts.recorded_value = alternatives.other_value
    where facts.recorded_value is distinct from facts.adopted_value and alternatives.ruling_id is null

)

select * from faults
where not {{ is_waived() }}
