-- One row per team in the competition proper of an edition, with the round in which it went out: that of its last tie
-- or group, which it lost or, where losers play for a place, won. Null for the champions, and for a team that is still
-- in while there is no champion.
with

sides as (

    select * from {{ ref('int_stage_sides') }}
    where stage_part = 'proper'

),

title_rounds as (

    select * from {{ ref('int_title_rounds') }}

),

standings as (

    select * from {{ ref('int_group_standings') }}

),

champions as (

    select * from {{ ref('int_champions') }}

),

editions_won as (

    select distinct edition_id
    from champions

),

-- a team in two ties of its last stage is taken once
last_sides as (

    select
        sides.*,
        title_rounds.round_id is not null as is_in_title_round,
        -- only in the table that gives the title does a place count
        case when title_rounds.round_id is not null then standings.team_rank end as place_in_table,
        -- where losers play for a place, they stay behind whoever lost later than they
        max(case when sides.filled_by = 'winners' then sides.stage_number end) over (
            partition by sides.edition_id, sides.team_id
        ) as last_stage_of_winners,
        row_number() over (
            partition by sides.edition_id, sides.team_id
            order by sides.stage_number desc, {{ bytewise('sides.part_id') }} asc
        ) as place_from_the_end
    from sides
    left join title_rounds on sides.round_id = title_rounds.round_id
    left join standings on sides.part_id = standings.group_id and sides.team_id = standings.team_id

),

judged as (

    select
        last_sides.*,
        champions.team_id is not null as is_champion,
        champions.team_id is null
        and (
            editions_won.edition_id is not null
            or not last_sides.has_advanced
            or (last_sides.has_advanced and last_sides.filled_by = 'losers')
        ) as is_out
    from last_sides
    left join editions_won on last_sides.edition_id = editions_won.edition_id
    left join champions
        on last_sides.edition_id = champions.edition_id and last_sides.team_id = champions.team_id
    where last_sides.place_from_the_end = 1

)

select
    edition_id,
    team_id,
    is_champion,
    case when is_out then round_code end as round_code,
    place_in_table,
    -- the winner of a tie of losers comes before its loser
    case
        when is_out
            then cast(
                dense_rank() over (
                    partition by edition_id
                    order by
                        is_in_title_round asc,
                        coalesce(last_stage_of_winners, stage_number) asc,
                        case when filled_by = 'losers' then 1 else 0 end asc,
                        coalesce(best_place, 99) desc,
                        stage_number asc,
                        case when has_advanced then 1 else 0 end asc,
                        coalesce(place_in_table, 0) desc
                ) as integer
            )
    end as exit_order
from judged
