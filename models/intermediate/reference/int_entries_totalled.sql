-- One row per edition that teams entered: how many teams, and of how many associations.
with

entries as (

    select * from {{ ref('stg_entries') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

)

select
    entries.edition_id,
    cast(count(*) as integer) as team_count,
    -- unknown as long as one team's association is
    case
        when count(teams.association_code) = count(*) then cast(count(distinct teams.association_code) as integer)
    end as association_count
from entries
inner join teams on entries.team_id = teams.team_id
group by entries.edition_id
