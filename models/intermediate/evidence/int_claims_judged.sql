-- What the comparison comes to: one verdict per claim, and the ruling that weighed it where it contradicts.
with

claims as (

    select * from {{ ref('int_claims_compared') }}

),

judged as (

    select
        *,
        case
            when compared_with is null or parsed_value is null then 'not_comparable'
            when parsed_value = warehouse_value then 'agrees'
            when warehouse_value is null and is_disputed then 'contradicts'
            when warehouse_value is null then 'finer'

            when
                value_type = 'minute' and is_same_minute
                and is_known_in_stoppage_time and claimed_stoppage_minute is null
                then 'coarser'
            when
                value_type = 'minute' and is_same_minute
                and is_known_in_stoppage_time and known_stoppage_minute is null
                then 'finer'

            when is_in_range then 'coarser'

            when
                value_type = 'list'
                and {{ dbt.position("'; ' || parsed_value || ';'", "'; ' || warehouse_value || ';'") }} > 0
                then 'coarser'
            when
                value_type = 'list'
                and {{ dbt.position("'; ' || warehouse_value || ';'", "'; ' || parsed_value || ';'") }} > 0
                then 'finer'
            when
                value_type = 'words'
                and {{ dbt.position("' ' || lower(parsed_value) || ' '", "' ' || lower(warehouse_value) || ' '") }} > 0
                then 'coarser'
            when
                value_type = 'words'
                and {{ dbt.position("' ' || lower(warehouse_value) || ' '", "' ' || lower(parsed_value) || ' '") }} > 0
                then 'finer'
            else 'contradicts'
        end as verdict
    from claims

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
    warehouse_value,
    verdict,
    case
        when compared_with is null then 'nothing_to_compare_with'
        when parsed_value is null then 'only_words'
    end as not_comparable_because,
    case when verdict = 'contradicts' and is_weighed then ruling_id end as ruling_id,
    remark
from judged
