-- A ruling does not list what it rejects: that is whatever the claims it weighs state otherwise.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

claims as (

    select * from {{ ref('stg_claims') }}
    where parsed_value is not null

),

weighed as (

    select
        ruling_id,
        {{ list_items('claim_ids') }} as claim_id
    from rulings

)

select distinct
    rulings.ruling_id,
    rulings.edition_id,
    rulings.subject_type,
    rulings.subject_id,
    rulings.attribute,
    rulings.status,
    claims.parsed_value as other_value
from rulings
inner join weighed on rulings.ruling_id = weighed.ruling_id
inner join claims
    on
        weighed.claim_id = claims.claim_id
        and rulings.edition_id = claims.edition_id
        and rulings.subject_type = claims.subject_type
        and rulings.subject_id = claims.subject_id
        and rulings.attribute = claims.attribute
where
    claims.parsed_value != coalesce(rulings.adopted_value, '')
    -- a range is less exact, not another value
    and claims.parsed_value not like '%..%'
