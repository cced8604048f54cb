-- Each claim beside what the warehouse says of the same fact.
with

claims as (

    select * from {{ ref('stg_claims') }}

),

vocabulary as (

    select * from {{ ref('stg_claim_attributes') }}

),

facts as (

    select * from {{ ref('int_facts_gathered') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}

),

weighed as (

    select
        ruling_id,
        {{ list_items('claim_ids') }} as claim_id
    from rulings

),

-- where the warehouse knows nothing, sources can still contradict one another
statements_by_fact as (

    select
        edition_id,
        subject_type,
        subject_id,
        attribute,
        count(distinct parsed_value) as statement_count
    from claims
    group by edition_id, subject_type, subject_id, attribute

),

compared as (

    select
        claims.claim_id,
        claims.edition_id,
        claims.source_id,
        claims.stated_in,
        claims.subject_type,
        claims.subject_id,
        claims.attribute,
        claims.value,
        claims.parsed_value,
        claims.remark,
        vocabulary.value_type,
        vocabulary.compared_with,
        facts.warehouse_value,
        facts.ruling_id,
        weighed.claim_id is not null and alternatives.ruling_id is not null as is_weighed,
        facts.ruling_id is not null or statements_by_fact.statement_count > 1 as is_disputed,

        nullif({{ dbt.split_part('claims.parsed_value', "'..'", 1) }}, '') as lowest,
        nullif({{ dbt.split_part('claims.parsed_value', "'..'", 2) }}, '') as highest,
        -- a printed minute: 90, 90+2, or 90+ where the minute of stoppage time is not given
        claims.parsed_value like '%+%' as is_claimed_in_stoppage_time,
        nullif({{ dbt.split_part('claims.parsed_value', "'+'", 2) }}, '') as claimed_stoppage_minute,
        facts.warehouse_value like '%+%' as is_known_in_stoppage_time,
        nullif({{ dbt.split_part('facts.warehouse_value', "'+'", 2) }}, '') as known_stoppage_minute,
        {{ dbt.split_part('claims.parsed_value', "'+'", 1) }}
        = {{ dbt.split_part('facts.warehouse_value', "'+'", 1) }} as is_same_minute
    from claims
    left join vocabulary
        on claims.subject_type = vocabulary.subject_type and claims.attribute = vocabulary.attribute
    left join facts
        on
            claims.edition_id = facts.edition_id
            and claims.subject_type = facts.subject_type
            and claims.subject_id = facts.subject_id
            and claims.attribute = facts.attribute
    left join weighed on facts.ruling_id = weighed.ruling_id and claims.claim_id = weighed.claim_id
    left join alternatives
        on facts.ruling_id = alternatives.ruling_id and claims.parsed_value = alternatives.other_value
    left join statements_by_fact
        on
            claims.edition_id = statements_by_fact.edition_id
            and claims.subject_type = statements_by_fact.subject_type
            and claims.subject_id = statements_by_fact.subject_id
            and claims.attribute = statements_by_fact.attribute

)

select
    claim_id,
    edition_id,
    source_id,
    stated_in,
    subject_type,
    subject_id,
    attribute,
    value,
    parsed_value,
    remark,
    value_type,
    compared_with,
    warehouse_value,
    ruling_id,
    is_weighed,
    is_disputed,
    -- a range is written low..high, and either end may be left open
    parsed_value like '%..%'
    and case value_type
        when 'date'
            then
                {{ bytewise('warehouse_value') }}
                between coalesce(lowest, warehouse_value) and coalesce(highest, warehouse_value)
        when 'integer'
            then
                {{ tried_cast('warehouse_value', 'integer') }}
                between {{ tried_cast('coalesce(lowest, warehouse_value)', 'integer') }}
                and {{ tried_cast('coalesce(highest, warehouse_value)', 'integer') }}
        else false
    end as is_in_range,
    is_claimed_in_stoppage_time,
    claimed_stoppage_minute,
    is_known_in_stoppage_time,
    known_stoppage_minute,
    is_same_minute
from compared
