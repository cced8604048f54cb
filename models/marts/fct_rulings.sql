-- One row per ruling, with the fact it rules on and the value it adopts.
with

rulings as (

    select * from {{ ref('int_rulings_gathered') }}

),

facts as (

    select * from {{ ref('fct_facts') }}

)

select
    rulings.ruling_id,
    rulings.ruling_family_id,
    rulings.edition_id,
    rulings.subject_type,
    rulings.subject_id,
    rulings.attribute,

    rulings.adopted_value,
    rulings.other_values,
    rulings.status as ruling_status,
    rulings.reason,
    rulings.ruled_on,

    rulings.claim_ids,
    rulings.claim_values,
    facts.contradicting_claim_count,
    facts.independent_source_count as independent_sources_for,
    facts.independent_sources_against
from rulings
inner join facts on {{ same_fact('rulings', 'facts') }}
