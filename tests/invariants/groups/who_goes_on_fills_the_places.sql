-- Whoever holds one of the places that go on plays on, if anybody of its round does; whoever is beyond them does not.
-- But the best second goes on: unless a team in the same place of another group of the round, beyond the places of
-- that too, stays out with a better record.
with

standings as (

    select
        *,
        coalesce(points, 3 * won + drawn - points_deducted) as points_or_so,
        bool_or(plays_on) over (partition by round_id) as has_sequel
    from {{ ref('int_group_standings') }}
    where is_group_over

),

groups as (

    select * from {{ ref('int_groups_listed') }}

),

placed as (

    select
        standings.*,
        groups.places_that_advance,
        groups.places_that_advance
        || case when groups.places_that_advance = 1 then ' place goes on' else ' places go on' end as places_in_words
    from standings
    inner join groups on standings.group_id = groups.group_id
    where standings.has_sequel and groups.places_that_advance is not null

),

-- with how many of its place in other groups a team may be compared, and how many of them stay out and are better
compared as (

    select
        placed.group_id,
        placed.team_id,
        count(*) as likes,
        count(*) filter (
            where not others.plays_on
            and (
                others.points_or_so > placed.points_or_so
                or (
                    others.points_or_so = placed.points_or_so
                    and (
                        others.goal_difference > placed.goal_difference
                        or (others.goal_difference = placed.goal_difference and others.goals_for > placed.goals_for)
                    )
                )
            )
        ) as better_ones_out
    from placed
    inner join placed as others
        on
            placed.round_id = others.round_id
            and placed.group_id != others.group_id
            and placed.team_rank = others.team_rank
            and others.team_rank > others.places_that_advance
    group by placed.group_id, placed.team_id

),

faults as (

    select
        placed.group_id as row_key,
        'from group ' || placed.group_id || ' ' || placed.places_in_words || ', and ' || placed.team_id || ', in place '
        || placed.team_rank
        || case when placed.plays_on then ', plays on' else ', plays in no later round' end
        || ': correct places_that_advance, a score, or who plays in the next round' as message
    from placed
    left join compared on placed.group_id = compared.group_id and placed.team_id = compared.team_id
    where
        (placed.rank_at_worst <= placed.places_that_advance and not placed.plays_on and placed.is_sequel_told)
        or (
            placed.team_rank > placed.places_that_advance
            and placed.plays_on
            and (compared.likes is null or compared.better_ones_out > 0)
        )

)

select * from faults
where not {{ is_waived() }}
