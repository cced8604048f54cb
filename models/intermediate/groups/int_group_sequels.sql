-- One row per team of a group that plays in a round which its own feeds: the next stage it plays in, and whether that
-- one can have no more sides, since another stage is on record behind it, or it gives the title.
with

teams as (

    select * from {{ ref('int_group_teams') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}
    where not settles_group

),

rounds_fed as (

    select * from {{ ref('int_rounds_fed') }}
    where sides = 'winners'

),

places as (

    select
        round_id,
        team_id
    from {{ ref('int_tie_teams') }}
    union
    select
        round_id,
        team_id
    from teams

),

last_stages as (

    select
        rounds.edition_id,
        max(rounds.stage_number) as stage_number
    from places
    inner join rounds on places.round_id = rounds.round_id
    where rounds.filled_by = 'winners'
    group by rounds.edition_id

)

select
    teams.group_id,
    teams.team_id,
    min(rounds.stage_number) as next_stage_number,
    bool_or(
        rounds.stage_number < last_stages.stage_number
        or coalesce(rounds.code_gives_title and rounds.zone is null, false)
    ) as is_complete
from teams
inner join rounds_fed on teams.round_id = rounds_fed.round_id
inner join places on rounds_fed.fed_round_id = places.round_id and teams.team_id = places.team_id
inner join rounds on rounds_fed.fed_round_id = rounds.round_id
inner join last_stages on rounds.edition_id = last_stages.edition_id
group by teams.group_id, teams.team_id
