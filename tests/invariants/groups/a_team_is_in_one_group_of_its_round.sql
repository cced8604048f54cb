-- A team is in one group of a round. Otherwise a match has the wrong group, or a group two names.
with

teams as (

    select * from {{ ref('int_group_teams') }}

),

faults as (

    select
        max({{ bytewise('group_id') }}) as row_key,
        'team ' || team_id || ' is in the groups ' || min({{ bytewise('group_id') }}) || ' and '
        || max({{ bytewise('group_id') }})
        || ' of round '
        || round_id
        || ': write one group_id for its matches' as message
    from teams
    group by team_id, round_id
    having count(*) > 1

)

select * from faults
where not {{ is_waived() }}
