-- One row per rule and tie or group that speaks for it or against it. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('rule_witnesses') }}

),

typed as (

    select
        {{ typed('rule_id') }} as rule_id,
        {{ typed('witness_type') }} as witness_type,
        {{ typed('witness_id') }} as witness_id,
        {{ typed('speaks') }} as speaks,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
