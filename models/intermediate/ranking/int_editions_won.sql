-- One row per edition whose title was won, or that nobody won: by what, and its champions. A shared title has no
-- champion of its own, but several.
with

champions as (

    select
        champions.*,
        teams.team_name
    from {{ ref('int_champions') }} as champions
    inner join {{ ref('int_teams_listed') }} as teams on champions.team_id = teams.team_id

),

won as (

    select
        edition_id,
        max({{ bytewise('title_decided_by') }}) as title_decided_by,
        {{ dbt.listagg('team_id', "';'", 'order by ' ~ bytewise('team_id')) }} as champion_team_ids,
        {{ dbt.listagg('team_name', "', '", 'order by ' ~ bytewise('team_id')) }} as champion_team_names,
        max({{ bytewise('case when not is_shared then team_id end') }}) as champion_team_id,
        max({{ bytewise('case when not is_shared then runner_up_team_id end') }}) as runner_up_team_id
    from champions
    group by edition_id

),

won_by_nobody as (

    select distinct
        edition_id,
        title_decided_by
    from {{ ref('int_roll_of_honour') }}
    where title_decided_by = 'nobody'

)

select
    coalesce(won.edition_id, won_by_nobody.edition_id) as edition_id,
    coalesce(won.title_decided_by, won_by_nobody.title_decided_by) as title_decided_by,
    won.champion_team_ids,
    won.champion_team_names,
    won.champion_team_id,
    won.runner_up_team_id
from won
full join won_by_nobody on won.edition_id = won_by_nobody.edition_id
