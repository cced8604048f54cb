-- One row per ruling on a disagreement between sources. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('rulings') }}

),

typed as (

    select
        {{ typed('ruling_id') }} as ruling_id,
        {{ typed('edition_id') }} as edition_id,
        {{ typed('subject_type') }} as subject_type,
        {{ typed('subject_id') }} as subject_id,
        {{ typed('attribute') }} as attribute,
        {{ typed('adopted_value') }} as adopted_value,
        {{ typed('other_values') }} as other_values,
        {{ typed('status') }} as status,
        {{ typed('reason') }} as reason,
        {{ typed('claim_ids') }} as claim_ids,
        {{ typed('claim_values') }} as claim_values,
        {{ typed('ruled_on', 'date') }} as ruled_on
    from source

)

select * from typed
