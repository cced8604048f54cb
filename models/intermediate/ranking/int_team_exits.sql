-- One row per team in an edition, with the round in which it went out: that of its last tie, which it lost or, where
-- losers play for a place, won. Null for the champion, and for a team that is still in while there is no champion.
with

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

champions as (

    select * from {{ ref('int_champions') }}

),

ties_of_teams as (

    select
        rounds.edition_id,
        tie_teams.team_id,
        tie_teams.has_advanced,
        rounds.round_code,
        rounds.round_order,
        rounds.filled_by,
        row_number() over (
            partition by rounds.edition_id, tie_teams.team_id
            order by rounds.round_order desc nulls last, {{ bytewise('tie_teams.tie_id') }} asc
        ) as place_from_the_end
    from tie_teams
    inner join rounds on tie_teams.round_id = rounds.round_id

),

last_ties as (

    select
        ties_of_teams.*,
        champions.edition_id is not null as has_champion,
        (champions.team_id is not distinct from ties_of_teams.team_id) as is_champion,
        (champions.team_id is distinct from ties_of_teams.team_id)
        and (not ties_of_teams.has_advanced or (ties_of_teams.has_advanced and ties_of_teams.filled_by = 'losers'))
            as is_out
    from ties_of_teams
    left join champions on ties_of_teams.edition_id = champions.edition_id
    where ties_of_teams.place_from_the_end = 1

)

select
    edition_id,
    team_id,
    is_champion,
    case when is_out then round_code end as round_code,
    -- the winner of a tie of losers comes before its loser
    case when is_out then 2 * round_order + case when has_advanced then 1 else 0 end end as exit_order
from last_ties
where is_champion or is_out or not has_champion
