-- One row per group: those on record, and those that only their matches show, with a name for each.
with

groups as (

    select * from {{ ref('stg_groups') }}

),

group_matches as (

    select * from {{ ref('int_group_matches') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

all_groups as (

    select
        group_id,
        round_id,
        group_name,
        places_that_advance,
        group_rule_id as own_group_rule_id,
        true as is_on_record,
        cast(null as {{ dbt.type_string() }}) as first_team_id
    from groups
    union all
    select
        group_matches.group_id,
        max({{ bytewise('group_matches.round_id') }}) as round_id,
        cast(null as {{ dbt.type_string() }}) as group_name,
        cast(null as integer) as places_that_advance,
        cast(null as {{ dbt.type_string() }}) as own_group_rule_id,
        bool_or(group_matches.is_group_on_record) as is_on_record,
        min(least({{ bytewise('group_matches.home_team_id') }}, {{ bytewise('group_matches.away_team_id') }}))
            as first_team_id
    from group_matches
    left join groups on group_matches.group_id = groups.group_id
    where groups.group_id is null
    group by group_matches.group_id

),

counted as (

    select
        *,
        count(*) over (partition by round_id) as groups_in_round
    from all_groups

)

select
    counted.group_id,
    counted.round_id,
    rounds.edition_id,
    rounds.stage_part,
    coalesce(
        counted.group_name,
        case
            when counted.groups_in_round = 1 then rounds.round_name
            else 'Group of ' || coalesce(teams.team_name, counted.first_team_id)
        end,
        counted.group_id
    ) as group_name,
    cast(
        row_number() over (
            partition by counted.round_id order by {{ bytewise('counted.group_id') }}
        ) as integer
    ) as group_order,
    counted.places_that_advance,
    counted.own_group_rule_id,
    counted.is_on_record
from counted
inner join rounds on counted.round_id = rounds.round_id
left join teams on counted.first_team_id = teams.team_id
