-- A figure that is counted or derived is never contested itself: its range comes from the goals, scores and
-- attendances that it is made of. A ruling on such a figure is settled, and the doubt belongs to a ruling on those.
with

rulings as (

    select * from {{ ref('int_rulings_gathered') }}
    where status = 'contested'

),

facts as (

    select * from {{ ref('int_facts_gathered') }}
    where is_computed and not has_cell

),

faults as (

    select
        rulings.ruling_id as row_key,
        'ruling ' || rulings.ruling_id || ' leaves ' || rulings.attribute || ' of ' || rulings.subject_type || ' '
        || rulings.subject_id || ' contested, which is counted or derived and has no cell in the record; make '
        || coalesce('family ' || rulings.ruling_family_id, 'this ruling') || ' settled, and '
        || 'contest the cells that the figure is made of' as message
    from rulings
    inner join facts on {{ same_fact('rulings', 'facts') }}

)

select * from faults
where not {{ is_waived() }}
