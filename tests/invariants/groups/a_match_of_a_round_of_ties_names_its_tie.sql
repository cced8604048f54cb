-- A match of a round that is made of ties belongs to a tie.
with

rounds as (

    select * from {{ ref('stg_rounds') }}
    where round_kind = 'ties'

),

legs as (

    select * from {{ ref('int_legs_placed') }}
    where tie_id is null

),

faults as (

    select
        legs.match_id as row_key,
        'match ' || legs.match_id || ' has no tie_id, and its round ' || legs.round_id
        || ' is one of ties: name its tie, or write groups into round_kind of the round' as message
    from legs
    inner join rounds on legs.round_id = rounds.round_id

)

select * from faults
where not {{ is_waived() }}
