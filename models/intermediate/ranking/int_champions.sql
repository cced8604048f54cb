-- One row per champion of an edition: the winner of the only tie, or of the only group, of the round that gives the
-- title, or both who shared it; and who holds it by an award, or shares it, on the roll of honour.
with

title_rounds as (

    select * from {{ ref('int_title_rounds') }}

),

sides as (

    select * from {{ ref('int_stage_sides') }}

),

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

standings as (

    select * from {{ ref('int_group_standings') }}
    where is_group_over

),

roll_of_honour as (

    select * from {{ ref('int_roll_of_honour') }}
    where champion_team_id is not null and title_decided_by is not null

),

only_parts as (

    select
        title_rounds.edition_id,
        min({{ bytewise('sides.part_id') }}) as part_id
    from title_rounds
    inner join sides on title_rounds.round_id = sides.round_id
    group by title_rounds.edition_id
    having count(distinct sides.part_id) = 1

),

winners as (

    select
        only_parts.edition_id,
        tie_teams.team_id,
        'final' as title_decided_by,
        tie_teams.tie_id,
        tie_teams.opponent_team_id as runner_up_team_id
    from only_parts
    inner join tie_teams on only_parts.part_id = tie_teams.tie_id
    where tie_teams.has_advanced
    union all
    select
        only_parts.edition_id,
        first.team_id,
        'table' as title_decided_by,
        cast(null as {{ dbt.type_string() }}) as tie_id,
        second.team_id as runner_up_team_id
    from only_parts
    inner join standings as first on only_parts.part_id = first.group_id
    left join standings as second
        on first.group_id = second.group_id and second.team_rank = 2 and not second.is_rank_shared
    where first.team_rank = 1 and not first.is_rank_shared

),

champions as (

    select
        coalesce(winners.edition_id, roll_of_honour.edition_id) as edition_id,
        coalesce(winners.team_id, roll_of_honour.champion_team_id) as team_id,
        winners.tie_id,
        winners.runner_up_team_id,
        coalesce(roll_of_honour.title_decided_by, winners.title_decided_by) as title_decided_by
    from winners
    full join roll_of_honour
        on
            winners.edition_id = roll_of_honour.edition_id
            and winners.team_id = roll_of_honour.champion_team_id
    where winners.edition_id is not null or roll_of_honour.title_decided_by in ('award', 'shared')

)

select
    edition_id,
    team_id,
    tie_id,
    case when count(*) over (partition by edition_id) = 1 then runner_up_team_id end as runner_up_team_id,
    case when count(*) over (partition by edition_id) > 1 then 'shared' else title_decided_by end as title_decided_by,
    count(*) over (partition by edition_id) > 1 as is_shared
from champions
