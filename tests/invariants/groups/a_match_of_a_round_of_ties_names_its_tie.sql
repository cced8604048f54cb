-- A match of a round that is made of ties belongs to a tie, and one of a round that is made of groups to none; a
-- play-off or a replay always does.
with

rounds as (

    select * from {{ ref('stg_rounds') }}
    where round_kind is not null

),

legs as (

    select * from {{ ref('int_legs_placed') }}

),

matches_beside_a_group as (

    select
        match_id as row_key,
        'match ' || match_id || ' is a ' || replace(match_type, '_', '-')
        || ', and would count in the table of its group: give it a tie_id' as message
    from legs
    where tie_id is null and match_type in ('play_off', 'replay')

),

misplaced as (

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

),

faults as (

    select * from misplaced
    union all
    select * from matches_beside_a_group

)

select * from faults
where not {{ is_waived() }}
