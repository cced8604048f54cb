-- One row per claim: a statement that one source has published, whether or not another contradicts it. Values are
-- typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('claims') }}

),

typed as (

    select
        {{ typed('claim_id') }} as claim_id,
        {{ typed('edition_id') }} as edition_id,
        {{ typed('source_id') }} as source_id,
        {{ typed('stated_in') }} as stated_in,
        {{ typed('subject_type') }} as subject_type,
        {{ typed('subject_id') }} as subject_id,
        {{ typed('attribute') }} as attribute,
        {{ typed('value') }} as value,
        {{ typed('parsed_value') }} as parsed_value,
        {{ typed('remark') }} as remark
    from source

)

select * from typed
