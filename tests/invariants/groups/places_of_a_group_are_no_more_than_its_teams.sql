-- No group has more places than teams.
with

teams as (

    select * from {{ ref('int_group_teams') }}

),

groups as (

    select * from {{ ref('int_groups_listed') }}

),

counted as (

    select
        group_id,
        count(*) as team_count,
        max(rank_on_record) as last_rank_on_record,
        max(lots_rank) as last_lots_rank
    from teams
    group by group_id

),

faults as (

    select
        groups.group_id as row_key,
        'group ' || groups.group_id || ' has ' || counted.team_count || ' teams, and '
        || case
            when groups.places_that_advance > counted.team_count
                then groups.places_that_advance || ' in places_that_advance'
            when counted.last_rank_on_record > counted.team_count
                then counted.last_rank_on_record || ' in rank_on_record'
            else counted.last_lots_rank || ' in lots_rank'
        end as message
    from groups
    inner join counted on groups.group_id = counted.group_id
    where
        groups.places_that_advance > counted.team_count
        or counted.last_rank_on_record > counted.team_count
        or counted.last_lots_rank > counted.team_count

)

select * from faults
where not {{ is_waived() }}
