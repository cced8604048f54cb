-- A team starts with at most eleven players, and a team sheet that is marked complete has as many starters and
-- substitutes as it says.
with

appearances as (

    select * from {{ ref('int_appearances_with_rulings') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

players_by_team as (

    select
        match_id,
        team_id,
        sum(case when role = 'starter' then 1 else 0 end) as starters,
        sum(case when role = 'substitute' then 1 else 0 end) as substitutes
    from appearances
    group by match_id, team_id

),

faults as (

    select
        players_by_team.match_id as row_key,
        players_by_team.team_id,
        'the line-up of ' || players_by_team.team_id || ' in match ' || players_by_team.match_id || ' has '
        || players_by_team.starters || ' starters and ' || players_by_team.substitutes
        || ' substitutes; its team sheet '
        || coalesce(
            'is ' || team_sheets.completeness || ' with ' || coalesce(team_sheets.starters_count, 0) || ' and '
            || coalesce(team_sheets.substitutes_count, 0),
            'is not on record'
        ) as message
    from players_by_team
    left join team_sheets
        on players_by_team.match_id = team_sheets.match_id and players_by_team.team_id = team_sheets.team_id
    where
        players_by_team.starters > 11
        or (
            team_sheets.completeness in ('complete', 'starters')
            and players_by_team.starters != coalesce(team_sheets.starters_count, 11)
        )
        or (
            team_sheets.completeness = 'complete'
            and players_by_team.substitutes != coalesce(team_sheets.substitutes_count, players_by_team.substitutes)
        )

)

select * from faults
where not {{ is_waived() }}
