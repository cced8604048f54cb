-- One row per team of a group that plays in a later stage: in a round that its own feeds, or in any later one if nobody
-- says which these are. What settles a group is no later stage, nor is what its losers play.
with

teams as (

    select * from {{ ref('int_group_teams') }}

),

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

rounds as (

    select
        listed.*,
        on_record.feeds,
        on_record.feeds_losers
    from {{ ref('int_rounds_listed') }} as listed
    left join {{ ref('stg_rounds') }} as on_record on listed.round_id = on_record.round_id

),

places as (

    select
        round_id,
        team_id
    from tie_teams
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
    where rounds.filled_by = 'winners' and not rounds.settles_group
    group by rounds.edition_id

)

select
    teams.group_id,
    teams.team_id,
    min(later_rounds.stage_number) as next_stage_number,
    -- another stage is on record behind it, or it is the one that gives the title
    bool_or(
        later_rounds.stage_number < last_stages.stage_number
        or (later_rounds.code_gives_title and later_rounds.zone is null)
    ) as is_complete
from teams
inner join rounds on teams.round_id = rounds.round_id
inner join places on teams.team_id = places.team_id
inner join rounds as later_rounds on places.round_id = later_rounds.round_id
inner join last_stages on rounds.edition_id = last_stages.edition_id
where
    rounds.edition_id = later_rounds.edition_id
    and rounds.stage_number < later_rounds.stage_number
    and not later_rounds.settles_group
    and case
        when rounds.feeds is not null then ';' || rounds.feeds || ';' like '%;' || later_rounds.round_id || ';%'
        else
            later_rounds.filled_by = 'winners'
            and coalesce(';' || rounds.feeds_losers || ';' not like '%;' || later_rounds.round_id || ';%', true)
    end
group by teams.group_id, teams.team_id
