-- A tie has no more legs than its rule allows; play-offs, replays and annulled matches are no legs.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

faults as (

    select
        tie_id as row_key,
        'tie ' || tie_id || ' has ' || base_leg_count || ' legs where ' || coalesce(tie_rule_id, 'the record')
        || ' allows ' || planned_leg_count as message
    from ties
    where base_leg_count > planned_leg_count

)

select * from faults
where not {{ is_waived() }}
