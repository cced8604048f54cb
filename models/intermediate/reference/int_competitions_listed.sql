-- One row per competition, whether it has a row of its own or is only mentioned. Without a name it is called by its
-- id.
with

described as (

    select * from {{ ref('stg_competitions') }}

),

named as (

    select competition_id from {{ ref('stg_competitions') }}
    union
    select competition_id from {{ ref('int_editions_listed') }}
    union
    select competition_id from {{ ref('stg_tie_rules') }}

)

select
    named.competition_id,
    coalesce(described.competition_name, named.competition_id) as competition_name,
    described.organiser,
    described.source_ids
from named
left join described on named.competition_id = described.competition_id
where named.competition_id is not null
