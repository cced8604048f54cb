-- The teams of a round are those that advanced out of the round before it and those that entered
-- here, no one else and no one missing.
with

rounds as (

    select * from {{ ref('int_rounds_known') }}

),

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

entries as (

    select * from {{ ref('stg_entries') }}

),

editions_with_entries as (

    select distinct edition_id
    from entries

),

next_rounds as (

    select
        round_id,
        lead(round_id) over (partition by edition_id order by round_order) as next_round_id
    from rounds

),

expected as (

    select
        next_rounds.next_round_id as round_id,
        tie_teams.team_id
    from tie_teams
    inner join next_rounds on tie_teams.round_id = next_rounds.round_id
    where tie_teams.has_advanced and next_rounds.next_round_id is not null
    union all
    select
        entry_round_id as round_id,
        team_id
    from entries

),

participants as (

    select
        round_id,
        team_id
    from tie_teams

),

counted as (

    select
        round_id,
        team_id,
        sum(is_expected) as expected_count,
        sum(is_present) as present_count
    from (
        select
            round_id,
            team_id,
            1 as is_expected,
            0 as is_present
        from expected
        union all
        select
            round_id,
            team_id,
            0 as is_expected,
            1 as is_present
        from participants
    ) as both_lists
    group by round_id, team_id

)

select
    counted.round_id,
    counted.team_id,
    case
        when counted.expected_count > counted.present_count
            then
                counted.team_id
                || ' advanced or entered into round '
                || counted.round_id
                || ' and is in none of its ties'
        else
            counted.team_id || ' is in ' || counted.present_count || ' ties of round ' || counted.round_id
            || ' and came into it ' || counted.expected_count || ' times'
    end as message
from counted
inner join rounds on counted.round_id = rounds.round_id
inner join editions_with_entries on rounds.edition_id = editions_with_entries.edition_id
where counted.expected_count != counted.present_count
