-- depends_on: {{ ref('exceptions') }}
-- A ruling is on something that the claims it weighs dispute. When the contradiction has gone, so has
-- the reason for the ruling.
select
    ruling_id as row_key,
    'ruling ' || ruling_id || ' on ' || attribute || ' of ' || subject_type || ' ' || subject_id
    || ': no claim that it lists ('
    || claim_ids
    || ') says anything else than the warehouse. Nobody disputes it; delete the ruling, or list the claim'
        as message
from {{ ref('fct_rulings') }}
where contradicting_claim_count = 0
