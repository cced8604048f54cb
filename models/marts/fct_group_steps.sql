-- The ledger of a group: every step of its rule that was asked of a team while it was level with somebody, what the
-- team brought to it, and with how many it was level before and after.
with

steps as (

    select * from {{ ref('int_group_steps') }}
    where is_in_force

),

pairs as (

    select * from {{ ref('int_group_pairs') }}
    where is_in_force

),

ladder_steps as (

    select * from {{ ref('int_group_ladder_steps') }}
    where is_in_force

),

groups as (

    select * from {{ ref('int_groups_listed') }}

),

asked as (

    select
        steps.group_id,
        steps.team_id,
        steps.position,
        max(steps.team_value) as value,
        count(*) as level_before,
        count(*) filter (where coalesce(pairs.apart_position > steps.position, true)) as level_after,
        bool_or(coalesce(pairs.open_position = steps.position, false)) as is_open,
        bool_or(steps.verdict = 'taken_as_level') as is_taken_as_level
    from steps
    inner join pairs
        on
            steps.group_id = pairs.group_id
            and steps.team_id = pairs.team_id
            and steps.opponent_team_id = pairs.opponent_team_id
            and steps.position <= coalesce(pairs.apart_position, pairs.open_position, steps.position)
    group by steps.group_id, steps.team_id, steps.position

)

select
    asked.group_id,
    asked.team_id,
    groups.edition_id,
    ladder_steps.step_number,
    ladder_steps.application,
    ladder_steps.step,
    asked.value,
    cast(asked.level_before as integer) as level_before,
    cast(asked.level_after as integer) as level_after,
    case
        when asked.is_open then case when ladder_steps.step = 'unknown' then 'unknown_rule' else 'not_on_record' end
        when asked.level_after = 0 then 'apart'
        when asked.level_after < asked.level_before then 'apart_from_some'
        when asked.is_taken_as_level then 'taken_as_level'
        else 'level'
    end as verdict
from asked
inner join groups on asked.group_id = groups.group_id
inner join ladder_steps on asked.group_id = ladder_steps.group_id and asked.position = ladder_steps.position
