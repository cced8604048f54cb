-- A team sheet that is marked complete names whoever scored, assisted or took a kick for the side.
with

deeds as (

    select * from {{ ref('int_deeds_listed') }}
    where deed in ('scored', 'assisted', 'took a kick')

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}
    where completeness = 'complete'

),

-- not those whose only trace is a goal
lineups as (

    select * from {{ ref('int_lineups_resolved') }}
    where basis is distinct from 'goal'

),

faults as (

    select distinct
        deeds.event_id as row_key,
        deeds.player_id,
        deeds.player_id || ' ' || deeds.deed || deeds.at_that_time || ' for ' || deeds.team_id
        || ', but is not on its team sheet, which is marked complete' as message
    from deeds
    inner join team_sheets on deeds.match_id = team_sheets.match_id and deeds.team_id = team_sheets.team_id
    left join lineups on deeds.match_id = lineups.match_id and deeds.player_id = lineups.player_id
    where lineups.player_id is null

)

select * from faults
where not {{ is_waived() }}
