-- What is counted or derived is not contested by itself: its range comes from the goals, scores and
-- attendances it is made of. A ruling on such a figure is settled; what is open is ruled on where it stands.
with

faults as (

    select
        ruling_id as row_key,
        'ruling ' || ruling_id || ' leaves ' || attribute || ' of ' || subject_type || ' ' || subject_id
        || ' contested, which is counted or derived and has no cell in the record; make it settled, and contest what '
        || 'it is made of' as message
    from {{ ref('int_facts_gathered') }}
    where ruling_status = 'contested' and is_computed and not has_cell

)

select * from faults
where not {{ is_waived() }}
