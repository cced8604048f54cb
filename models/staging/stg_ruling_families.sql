-- One row per family of rulings: one reason that rules on many contradictions of one kind. Values are typed, and blank
-- cells are null.
with

source as (

    select * from {{ raw_rows('ruling_families') }}

),

typed as (

    select
        {{ typed('ruling_family_id') }} as ruling_family_id,
        {{ typed('subject_type') }} as subject_type,
        {{ typed('attributes') }} as attributes,
        {{ typed('overruled_sources') }} as overruled_sources,
        {{ typed('status') }} as status,
        {{ typed('reason') }} as reason,
        {{ typed('ruled_on', 'date') }} as ruled_on
    from source

)

select * from typed
