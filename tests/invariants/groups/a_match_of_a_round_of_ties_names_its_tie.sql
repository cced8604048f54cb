-- A match of a round that is made of ties belongs to a tie, and one of a round that is made of groups to none.
with

rounds as (

    select * from {{ ref('stg_rounds') }}
    where round_kind is not null

),

legs as (

    select * from {{ ref('int_legs_placed') }}

),

faults as (

    select
        legs.match_id as row_key,
        'match ' || legs.match_id || ' has '
        || case
            when legs.tie_id is null
                then
                    'no tie_id, and its round ' || legs.round_id
                    || ' is one of ties: name its tie, or write groups into round_kind of the round'
            else
                'a tie_id, and its round ' || legs.round_id
                || ' is one of groups: leave its tie_id blank, or give the tie a round of its own'
        end as message
    from legs
    inner join rounds on legs.round_id = rounds.round_id
    where (legs.tie_id is null) = (rounds.round_kind = 'ties')

)

select * from faults
where not {{ is_waived() }}
