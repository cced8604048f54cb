-- Every value that a ruling did not adopt is in a claim that it weighed and that contradicts the warehouse.
-- Without a contradiction there is no reason for a ruling.
with

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    -- a family makes a ruling only of a claim that contradicts
    where ruling_family_id is null

),

claims as (

    select * from {{ ref('int_claims_judged') }}
    where verdict = 'contradicts'

),

faults as (

    select
        alternatives.ruling_id as row_key,
        'ruling ' || alternatives.ruling_id || ' on ' || alternatives.attribute || ' of ' || alternatives.subject_type
        || ' ' || alternatives.subject_id || ' does not adopt "' || alternatives.other_value
        || '", but none of the claims that it lists has this value against the warehouse. Delete the value or the '
        || 'ruling, or list the claim' as message
    from alternatives
    left join claims
        on alternatives.ruling_id = claims.ruling_id and alternatives.other_value = claims.parsed_value
    where claims.claim_id is null

)

select * from faults
where not {{ is_waived() }}
