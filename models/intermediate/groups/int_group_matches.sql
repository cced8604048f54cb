-- One row per match of a group; a tie that settles the order of two of its teams is none of them. Where nobody names
-- the groups of a round, those who met one another, or somebody who met them, are a group: each team takes the first
-- name among those that it met, five times over.
{%- set handovers = 5 %}
with

matches as (

    select
        legs.match_id,
        legs.round_id,
        legs.group_id,
        legs.match_type,
        legs.home_team_id,
        legs.away_team_id
    from {{ ref('int_legs_placed') }} as legs
    inner join {{ ref('int_rounds_listed') }} as rounds on legs.round_id = rounds.round_id
    where legs.tie_id is null and (legs.group_id is not null or rounds.round_kind = 'groups')

),

meetings as (

    select
        round_id,
        home_team_id as team_id,
        away_team_id as opponent_team_id
    from matches
    where group_id is null
    union
    select
        round_id,
        away_team_id as team_id,
        home_team_id as opponent_team_id
    from matches
    where group_id is null

),

names_0 as (

    select distinct
        round_id,
        team_id,
        team_id as first_team_id
    from meetings

),

{%- for handover in range(1, handovers + 1) %}

    names_{{ handover }} as (

        select
            own.round_id,
            own.team_id,
            min(least({{ bytewise('own.first_team_id') }}, {{ bytewise('met.first_team_id') }})) as first_team_id
        from names_{{ handover - 1 }} as own
        inner join meetings on own.round_id = meetings.round_id and own.team_id = meetings.team_id
        inner join names_{{ handover - 1 }} as met
            on meetings.round_id = met.round_id and meetings.opponent_team_id = met.team_id
        group by own.round_id, own.team_id

    ),
{%- endfor %}

rounds_of_one_group as (

    select round_id
    from names_{{ handovers }}
    group by round_id
    having count(distinct first_team_id) = 1

)

select
    matches.match_id,
    matches.round_id,
    coalesce(
        matches.group_id,
        matches.round_id || '/'
        || case when rounds_of_one_group.round_id is not null then 'table' else names.first_team_id end
    ) as group_id,
    matches.group_id is not null as is_group_on_record,
    matches.match_type,
    matches.home_team_id,
    matches.away_team_id
from matches
left join names_{{ handovers }} as names
    on matches.round_id = names.round_id and matches.home_team_id = names.team_id
left join rounds_of_one_group on matches.round_id = rounds_of_one_group.round_id
