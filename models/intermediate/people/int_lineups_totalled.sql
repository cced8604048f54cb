-- One row per team in a match with players on record: how many are named, how many played and for how long, and how
-- complete the line-up is.
with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

players_by_side as (

    select
        match_id,
        team_id,
        cast(count(*) as integer) as players_named,
        cast(count(*) filter (where role != 'unused_substitute') as integer) as players_used,
        cast(count(*) filter (where minutes_low < minutes_high) as integer) as players_untimed,
        cast(count(*) filter (where role = 'substitute') as integer) as substitutions,
        cast(count(minute_on) filter (where role = 'substitute') as integer) as substitutions_with_minute,
        cast(sum(minutes_low) as integer) as minutes_low,
        cast(sum(minutes_high) as integer) as minutes_high
    from appearances
    group by match_id, team_id

)

select
    players_by_side.*,
    -- blank lines prove a sheet, not a name: a side printed without names is as well known as its players are
    case
        when team_sheets.completeness in ('complete', 'starters') then team_sheets.completeness
        else 'partial'
    end as completeness
from players_by_side
left join team_sheets
    on players_by_side.match_id = team_sheets.match_id and players_by_side.team_id = team_sheets.team_id
