-- What is said of a team in a group is said of a team that plays in it.
with

group_results as (

    select * from {{ ref('stg_group_results') }}

),

group_matches as (

    select * from {{ ref('int_group_matches') }}

),

teams as (

    select
        group_id,
        home_team_id as team_id
    from group_matches
    union
    select
        group_id,
        away_team_id as team_id
    from group_matches

),

groups as (

    select distinct group_id
    from teams

),

faults as (

    select
        group_results.group_id as row_key,
        'group_results, row ' || group_results.group_id || ', ' || group_results.team_id || ': '
        || case
            when groups.group_id is null then 'no match is of this group'
            else 'the team has no match in this group'
        end
        || '; correct its group_id or its team_id' as message
    from group_results
    left join teams on group_results.group_id = teams.group_id and group_results.team_id = teams.team_id
    left join groups on group_results.group_id = groups.group_id
    where teams.team_id is null

)

select * from faults
where not {{ is_waived() }}
