-- A claim that contradicts the warehouse is weighed by a ruling. Otherwise one of the two is wrong.
with

claims as (

    select * from {{ ref('int_claims_judged') }}
    where verdict = 'contradicts'

),

facts as (

    select * from {{ ref('int_facts_totalled') }}

),

faults as (

    select
        claims.claim_id as row_key,
        'claim ' || claims.claim_id || ': ' || claims.source_id || ' publishes "' || claims.value || '"'
        || case when claims.parsed_value != claims.value then ' (' || claims.parsed_value || ')' else '' end
        || ' as ' || claims.attribute || ' of ' || claims.subject_type || ' ' || claims.subject_id
        || ', the warehouse has ' || coalesce('"' || claims.warehouse_value || '"', 'no value, and the sources differ')
        || coalesce(' after ' || facts.source_ids, '')
        || '; no ruling weighs this claim. Correct whichever is wrong, or list the claim in a ruling on this attribute'
            as message
    from claims
    left join facts on {{ same_fact('claims', 'facts') }}
    where claims.ruling_id is null

)

select * from faults
where not {{ is_waived() }}
