-- One row per code of a round that stands for a usual one.
select
    name as round_code,
    min({{ bytewise('entity_id') }}) as usual_round_code
from {{ ref('stg_names') }}
where entity_type = 'round' and name_kind = 'alias'
group by name
