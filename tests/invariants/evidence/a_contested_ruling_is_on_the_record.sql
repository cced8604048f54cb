-- A figure that is counted or derived is never contested itself: its range comes from the goals, scores and
-- attendances that it is made of. A ruling on such a figure is settled, and the doubt belongs to a ruling on those.
with

faults as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id || ' leaves ' || attribute || ' of ' || subject_type || ' ' || subject_id
        || ' contested, which is counted or derived and has no cell in the record; make this ruling settled, and '
        || 'contest the cells that the figure is made of' as message
    from {{ ref('int_facts_gathered') }}
    where ruling_status = 'contested' and is_computed and not has_cell

)

select * from faults
where not {{ is_waived() }}
