-- One row per fact that has a source, a claim or a ruling. All other facts are in the marts alone.
with

facts as (

    select * from {{ ref('int_facts_of_editions') }}
    union all
    select * from {{ ref('int_facts_of_ties') }}
    union all
    select * from {{ ref('int_facts_of_groups') }}
    union all
    select * from {{ ref('int_facts_of_matches') }}
    union all
    select * from {{ ref('int_facts_of_goals') }}
    union all
    select * from {{ ref('int_facts_of_appearances') }}
    union all
    select * from {{ ref('int_facts_of_team_sheets') }}
    union all
    select * from {{ ref('int_facts_of_teams') }}
    union all
    select * from {{ ref('int_facts_of_players') }}
    union all
    select * from {{ ref('int_facts_of_managers') }}
    union all
    select * from {{ ref('int_facts_of_berths') }}
    union all
    select * from {{ ref('int_facts_of_names') }}

),

claimed as (

    select * from {{ ref('int_facts_claimed') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

claimed_or_ruled as (

    select
        claimed.*,
        rulings.ruling_id,
        rulings.status,
        rulings.adopted_value,
        rulings.other_values
    from claimed
    left join rulings on {{ same_fact('claimed', 'rulings') }}

)

select
    coalesce(facts.edition_id, claimed_or_ruled.edition_id) as edition_id,
    coalesce(facts.subject_type, claimed_or_ruled.subject_type) as subject_type,
    coalesce(facts.subject_id, claimed_or_ruled.subject_id) as subject_id,
    coalesce(facts.attribute, claimed_or_ruled.attribute) as attribute,

    facts.warehouse_value is not null as is_computed,
    -- a fact that no table has is what its ruling adopts
    case when facts.subject_id is null then claimed_or_ruled.adopted_value else facts.warehouse_value end
        as warehouse_value,
    coalesce(facts.has_cell, false) as has_cell,
    coalesce(merged.player_id, facts.recorded_value) as recorded_value,
    facts.source_ids,

    claimed_or_ruled.ruling_id,
    claimed_or_ruled.status as ruling_status,
    claimed_or_ruled.adopted_value,
    claimed_or_ruled.other_values
from facts
full outer join claimed_or_ruled on {{ same_fact('facts', 'claimed_or_ruled') }}
left join merged on facts.attribute like '%player_id' and facts.recorded_value = merged.merged_player_id
where
    claimed_or_ruled.subject_id is not null
    or (facts.source_ids is not null and facts.warehouse_value is not null)
