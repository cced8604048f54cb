-- What may yet prove to be otherwise? Every fact whose ruling is contested, with the other possible values.
with

facts as (

    select * from fct_facts
    where is_contested

),

rulings as (

    select * from fct_rulings

)

select
    facts.edition_id,
    facts.subject_type,
    facts.subject_id,
    facts.attribute,
    facts.fact_value,
    facts.other_possible_values,
    facts.independent_source_count as sources_for,
    rulings.independent_sources_against as sources_against,
    rulings.reason
from facts
inner join rulings on facts.ruling_id = rulings.ruling_id
order by
    facts.edition_id,
    facts.attribute,
    facts.subject_id
