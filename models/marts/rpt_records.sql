-- One row per holder of a record of a competition, of what is on record: the kind of record, its value, and the match,
-- tie, edition, team or player that it belongs to.
with

held as (

    select * from {{ ref('int_records_held') }}

),

kinds as (

    select * from {{ ref('stg_record_kinds') }}

),

team_matches as (

    select * from {{ ref('int_team_matches') }}

),

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

editions as (

    select * from {{ ref('dim_editions') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

players as (

    select * from {{ ref('dim_players') }}

)

select
    held.competition_id,
    held.record_code,
    held.stage_part,
    held.holder_number,
    cast(
        count(*) over (partition by held.competition_id, held.record_code, held.stage_part) as integer
    ) as holder_count,
    kinds.record_order,
    kinds.record_name,
    held.record_value,
    kinds.unit as record_unit,

    held.team_id,
    teams.team_name,
    coalesce(team_matches.opponent_team_id, tie_teams.opponent_team_id) as opponent_team_id,
    opponents.team_name as opponent_team_name,
    held.player_id,
    players.player_name,
    case when held.match_id is null then tie_teams.aggregate_for else team_matches.goals_for end as goals_for,
    case when held.match_id is null then tie_teams.aggregate_against else team_matches.goals_against end
        as goals_against,

    held.edition_id,
    editions.edition_name,
    editions.season,
    held.tie_id,
    held.match_id,
    held.happened_on as played_on
from held
inner join kinds on held.record_code = kinds.record_code
left join editions on held.edition_id = editions.edition_id
left join team_matches on held.match_id = team_matches.match_id and held.team_id = team_matches.team_id
left join tie_teams on held.tie_id = tie_teams.tie_id and held.team_id = tie_teams.team_id
left join teams on held.team_id = teams.team_id
left join teams as opponents on coalesce(team_matches.opponent_team_id, tie_teams.opponent_team_id) = opponents.team_id
left join players on held.player_id = players.player_id
