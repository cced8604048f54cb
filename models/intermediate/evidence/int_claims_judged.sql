-- One row per claim, with its verdict. A claim that says less than the warehouse, but nothing else, is coarser; one
-- that says more is finer. What less and more are depends on the type of the value.
with

claims as (

    select * from {{ ref('int_claims_compared') }}

),

parts as (

    select
        *,
        -- a range is low..high, and either end may be left open
        parsed_value like '%..%' as is_range,
        coalesce(nullif({{ dbt.split_part('parsed_value', "'..'", 1) }}, ''), warehouse_value) as lowest,
        coalesce(nullif({{ dbt.split_part('parsed_value', "'..'", 2) }}, ''), warehouse_value) as highest,
        -- a minute is 90, 90+2, or 90+ if the minute of stoppage time is unknown
        {{ dbt.split_part('parsed_value', "'+'", 1) }} as regulation_minute,
        '; ' || parsed_value || ';' as claimed_items,
        '; ' || warehouse_value || ';' as known_items,
        ' ' || lower(parsed_value) || ' ' as claimed_words,
        ' ' || lower(warehouse_value) || ' ' as known_words
    from claims

),

compared as (

    select
        *,
        case value_type
            when 'integer'
                then
                    is_range
                    and {{ tried_cast('warehouse_value', 'integer') }}
                    between {{ tried_cast('lowest', 'integer') }} and {{ tried_cast('highest', 'integer') }}
            when 'date' then is_range and {{ bytewise('warehouse_value') }} between lowest and highest
            when 'minute' then warehouse_value like regulation_minute || '+%' and parsed_value not like '%+_%'
            when 'list' then {{ dbt.position('claimed_items', 'known_items') }} > 0
            when 'words' then {{ dbt.position('claimed_words', 'known_words') }} > 0
        end as is_coarser,
        case value_type
            when 'minute' then warehouse_value like '%+' and parsed_value like warehouse_value || '_%'
            when 'list' then {{ dbt.position('known_items', 'claimed_items') }} > 0
            when 'words' then {{ dbt.position('known_words', 'claimed_words') }} > 0
        end as is_finer
    from parts

),

judged as (

    select
        *,
        case
            when compared_with is null or parsed_value is null then 'not_comparable'
            when parsed_value = warehouse_value then 'agrees'
            when warehouse_value is null and is_disputed then 'contradicts'
            when warehouse_value is null then 'finer'
            when is_coarser then 'coarser'
            when is_finer then 'finer'
            else 'contradicts'
        end as verdict
    from compared

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
    case when verdict = 'contradicts' then ruling_family_id end as ruling_family_id,
    case when verdict = 'contradicts' then ruling_id end as ruling_id,
    remark
from judged
