-- One row per team that advanced from a tie and played another: its first tie of a later round.
with

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

sides as (

    select
        tie_teams.tie_id,
        tie_teams.edition_id,
        tie_teams.team_id,
        tie_teams.has_advanced,
        rounds.stage_number
    from tie_teams
    inner join rounds on tie_teams.round_id = rounds.round_id

),

later_ties as (

    select
        sides.tie_id,
        sides.team_id,
        later.tie_id as next_tie_id,
        row_number() over (
            partition by sides.tie_id, sides.team_id order by later.stage_number, {{ bytewise('later.tie_id') }}
        ) as place
    from sides
    inner join sides as later
        on
            sides.edition_id = later.edition_id
            and sides.team_id = later.team_id
            and sides.stage_number < later.stage_number
    where sides.has_advanced

)

select
    tie_id,
    team_id,
    next_tie_id
from later_ties
where place = 1
