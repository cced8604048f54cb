-- One row per fact that a claim or a ruling is about.
with

claims as (

    select * from {{ ref('stg_claims') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}

)

select
    edition_id,
    subject_type,
    subject_id,
    attribute
from claims
union
select
    edition_id,
    subject_type,
    subject_id,
    attribute
from rulings
