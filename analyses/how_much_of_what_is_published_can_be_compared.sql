-- How many of the published claims can the warehouse compare with a value of its own, and with what verdicts?
with

claims as (

    select * from fct_claims

),

verdicts as (

    select
        edition_id,
        verdict,
        not_comparable_because,
        count(*) as claims
    from claims
    group by
        edition_id,
        verdict,
        not_comparable_because

)

select
    edition_id,
    verdict,
    not_comparable_because,
    claims,
    cast(100.0 * claims / sum(claims) over (partition by edition_id) as numeric(5, 1)) as percent_of_claims
from verdicts
order by
    edition_id asc,
    claims desc,
    verdict asc,
    not_comparable_because asc
