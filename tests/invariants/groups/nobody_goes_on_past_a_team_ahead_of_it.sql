-- Nobody goes on from a group while a team with a better place in it does not, unless that may be yet to come.
with

standings as (

    select * from {{ ref('int_group_standings') }}

),

faults as (

    select
        standings.group_id as row_key,
        'from group ' || standings.group_id || ' ' || standings.team_id || ', in place ' || standings.team_rank
        || ', goes on, and ' || ahead.team_id || ', in place ' || ahead.team_rank
        || ', does not: correct a score, the rule, or who plays in the next round' as message
    from standings
    inner join standings as ahead
        on standings.group_id = ahead.group_id and standings.team_rank > ahead.rank_at_worst
    where standings.plays_on and not ahead.plays_on and standings.is_sequel_told

)

select * from faults
where not {{ is_waived() }}
