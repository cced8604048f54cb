-- One row per step by which a tie can be decided, with its name.
with

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}

)

select
    step,
    step_name,
    step_name_zh_hant,
    stages,
    compares
from decision_steps
