-- A tie that settles a group is between two of its teams.
with

legs as (

    select * from {{ ref('int_legs_placed') }}
    where group_id is not null and tie_id is not null

),

teams as (

    select * from {{ ref('int_group_teams') }}

),

sides as (

    select
        match_id,
        group_id,
        home_team_id as team_id
    from legs
    union all
    select
        match_id,
        group_id,
        away_team_id as team_id
    from legs

),

faults as (

    select
        sides.match_id as row_key,
        'match ' || sides.match_id || ' settles the group ' || sides.group_id || ', in which ' || sides.team_id
        || ' has no match: correct its group_id' as message
    from sides
    left join teams on sides.group_id = teams.group_id and sides.team_id = teams.team_id
    where teams.team_id is null

)

select * from faults
where not {{ is_waived() }}
