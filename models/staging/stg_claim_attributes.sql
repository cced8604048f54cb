-- One row per attribute that claims and rulings may be about, for each kind of subject. Values are typed, and blank
-- cells are null.
with

source as (

    select * from {{ raw_rows('claim_attributes') }}

),

typed as (

    select
        {{ typed('subject_type') }} as subject_type,
        {{ typed('attribute') }} as attribute,
        {{ typed('value_type') }} as value_type,
        {{ typed('compared_with') }} as compared_with,
        {{ typed('meaning') }} as meaning
    from source

)

select * from typed
