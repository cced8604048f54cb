-- Where a source publishes a plain number, and numbers are compared, that number is the one compared.
with

claims as (

    select * from {{ ref('stg_claims') }}

),

vocabulary as (

    select * from {{ ref('stg_claim_attributes') }}
    where value_type = 'integer'

),

numbers as (

    select
        claims.claim_id,
        claims.value,
        claims.parsed_value,
        {{ tried_cast('claims.value', 'integer') }} as published_number,
        {{ tried_cast('claims.parsed_value', 'integer') }} as parsed_number
    from claims
    inner join vocabulary on claims.subject_type = vocabulary.subject_type and claims.attribute = vocabulary.attribute

),

faults as (

    select
        claim_id as row_key,
        'claim ' || claim_id || ' publishes "' || value || '", but its parsed_value is ' || parsed_value
        || '; correct whichever is wrong' as message
    from numbers
    where published_number != parsed_number

)

select * from faults
where not {{ is_waived() }}
