{{ config(severity='warn') }}
-- A match without a tie belongs to a group. In a round that by its code is of ties, its tie may have been forgotten.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

group_matches as (

    select * from {{ ref('int_group_matches') }}

),

faults as (

    select
        rounds.round_id as row_key,
        count(*) || case when count(*) = 1 then ' match' else ' matches' end || ' of ' || rounds.round_id
        || case when count(*) = 1 then ' has' else ' have' end
        || ' no tie_id, and count as matches of a group; if they were ties, give the legs of each its own tie_id'
            as message
    from group_matches
    inner join rounds on group_matches.round_id = rounds.round_id
    where rounds.code_round_kind = 'ties' and not group_matches.is_group_on_record
    group by rounds.round_id

)

select * from faults
where not {{ is_waived() }}
