-- depends_on: {{ ref('exceptions') }}
-- The aggregate of a tie, with its shoot-out, is the published one, and the team that went through
-- stands first in it.
with

claims as (

    select * from {{ ref('stg_claims') }}
    where subject_type = 'tie' and attribute = 'aggregate'

),

ties as (

    select * from {{ ref('fct_ties') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

worded as (

    select
        ties.tie_id,
        teams.team_name || ' '
        || case when ties.advanced_team_id = ties.team_1_id then ties.team_1_aggregate else ties.team_2_aggregate end
        || '-'
        || case when ties.advanced_team_id = ties.team_1_id then ties.team_2_aggregate else ties.team_1_aggregate end
        || case
            when ties.decided_by != 'shootout' then ''
            when ties.advanced_team_id = ties.team_1_id
                then ', ' || ties.team_1_shootout_goals || '-' || ties.team_2_shootout_goals || ' on penalties'
            else ', ' || ties.team_2_shootout_goals || '-' || ties.team_1_shootout_goals || ' on penalties'
        end as aggregate
    from ties
    left join teams on ties.advanced_team_id = teams.team_id

)

select
    claims.claim_id as row_key,
    claims.source_id || ' publishes "' || claims.value || '" for tie ' || claims.subject_id
    || ', the warehouse derives "' || coalesce(worded.aggregate, 'nothing') || '"' as message
from claims
left join worded on claims.subject_id = worded.tie_id
where claims.value != coalesce(worded.aggregate, '')
